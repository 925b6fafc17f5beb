using Spillway.Engine.Commands.Control;

namespace Spillway.IntegrationTests.Desk;

/// <summary>How often each machine can have changed by what the journal says that it was told: told the same again, it does what it did.</summary>
/// <param name="feeds">The machines behind each feed.</param>
/// <param name="machines">How many machines there are; all of them run in the beginning.</param>
internal sealed class ToldChanges(IReadOnlyList<(int First, int Machines)> feeds, int machines)
{
    private const int Asleep = 0;
    private const int Unknown = -1;
    private const int Normal = 1;

    private readonly int[] _told = [.. Enumerable.Repeat(Normal, machines)];
    private readonly int[] _counts = new int[machines];

    /// <summary>The most changes of each machine so far.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Takes one pass.</summary>
    public void Take(ControlTurn turn)
    {
        foreach (var command in turn.Machines)
        {
            if (command.Action == ControlAction.Reboot)
            {
                _counts[command.Machine]++;
                continue;
            }

            var mode = command.Action == ControlAction.Sleep ? Asleep : command.ModeIndex;
            _counts[command.Machine] += mode == _told[command.Machine] ? 0 : 1;
            _told[command.Machine] = mode;
        }

        // What a machine does after a power cut is its own affair: the next command may change it, whichever it is.
        foreach (var (first, count) in turn.Feeds.Select(command => feeds[command.Feed]))
        {
            Array.Fill(_told, Unknown, first, count);
        }
    }
}
