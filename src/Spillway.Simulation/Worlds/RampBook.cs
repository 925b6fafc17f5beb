using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>Keeps account, from the commands alone, that the site is told to rise no faster than its ramp. It knows nothing of how the
/// desk reckons: each machine told to do more than it was told before counts.</summary>
public sealed class RampBook
{
    private static readonly Duration _minute = Duration.FromMinutes(1);

    private readonly Plant _plant;
    private readonly double _limitMw;
    private readonly double _stepMw;
    private readonly int[] _toldMode;
    private readonly Queue<(Instant At, double Mw)> _rises = new();
    private double _sum;

    /// <summary>Opens the book: every machine runs in normal mode.</summary>
    /// <param name="plant">The plant.</param>
    public RampBook(Plant plant)
    {
        ArgumentNullException.ThrowIfNull(plant);
        _plant = plant;
        _limitMw = (double)(plant.Site.Limits.RampUpPerMinute?.Value ?? 0);
        _toldMode = [.. plant.GroupOfMachine.Select(group => plant.Groups[group].Load.NormalModeIndex)];
        _stepMw = Math.Max((double)plant.LargestMachine.Value, plant.Feeds.Select(FeedMw).DefaultIfEmpty(0).Max());
    }

    /// <summary>Takes one pass.</summary>
    /// <param name="turn">What was decided.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Take(ControlTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var rise = 0.0;
        foreach (var command in turn.Machines)
        {
            if (command.Action != ControlAction.Reboot)
            {
                var load = _plant.Groups[_plant.GroupOfMachine[command.Machine]].Load;
                var mode = command.Action == ControlAction.Sleep ? LoadGroup.OffIndex : command.ModeIndex;
                rise += Math.Max(0, (double)(load.PowerPerMachine(mode) - load.PowerPerMachine(_toldMode[command.Machine])).Value);
                _toldMode[command.Machine] = mode;
            }
        }

        foreach (var command in turn.Feeds.Where(command => command.Action == FeedAction.Close))
        {
            rise += Closing(_plant.Feeds[command.Feed]);
        }

        if (_limitMw == 0 || rise == 0)
        {
            return null;
        }

        _rises.Enqueue((turn.At, rise));
        _sum += rise;
        while (_rises.Peek().At <= turn.At - _minute)
        {
            _sum -= _rises.Dequeue().Mw;
        }

        // The ramp is kept up to the largest step that cannot be parted: a machine, or a feed with all that comes back with it.
        return _sum > _limitMw + _stepMw + 1e-9
            ? FormattableString.Invariant($"{_sum:0.######} MW were started within a minute, and the ramp is {_limitMw:0.######} MW a minute")
            : null;
    }

    private double FeedMw(Feed feed)
    {
        var load = _plant.Groups[feed.GroupIndex].Load;
        return feed.Machines * (double)load.PowerPerMachine(load.NormalModeIndex).Value;
    }

    // What sleeps through a power cut sleeps on; everything else starts with its feed.
    private double Closing(Feed feed)
    {
        var group = _plant.Groups[feed.GroupIndex];
        var mw = 0.0;
        for (var machine = feed.FirstMachine; machine < feed.EndMachine; machine++)
        {
            var sleepsOn = _toldMode[machine] == LoadGroup.OffIndex && group.Abilities.SleepOutlastsPowerCut;
            mw += sleepsOn ? 0 : (double)group.Load.PowerPerMachine(group.Load.NormalModeIndex).Value;
        }

        return mw;
    }
}
