using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>Keeps account, from the commands alone, of what each machine was told last. It knows nothing of how the desk reckons.</summary>
public sealed class CommandLedger
{
    private readonly Plant _plant;
    private readonly int[] _toldMode;

    /// <summary>Opens the ledger: every machine runs in normal mode.</summary>
    /// <param name="plant">The plant.</param>
    public CommandLedger(Plant plant)
    {
        ArgumentNullException.ThrowIfNull(plant);
        _plant = plant;
        _toldMode = [.. plant.GroupOfMachine.Select(group => plant.Groups[group].Load.NormalModeIndex)];
    }

    /// <summary>The mode that a machine was told last; 0 to sleep.</summary>
    /// <param name="machine">Its number.</param>
    /// <returns>An index in its group's modes.</returns>
    public int ToldMode(int machine) => _toldMode[machine];

    /// <summary>Takes one pass.</summary>
    /// <param name="at">When it is sent.</param>
    /// <param name="turn">What was decided.</param>
    /// <returns>How far its commands move the site.</returns>
    public OrderedMove Take(Instant at, ControlTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var (rise, fall) = (0.0, 0.0);
        foreach (var command in turn.Machines.Where(command => command.Action != ControlAction.Reboot))
        {
            var mode = command.Action == ControlAction.Sleep ? LoadGroup.OffIndex : command.ModeIndex;
            var change = Megawatts(command.Machine, mode) - Megawatts(command.Machine, _toldMode[command.Machine]);
            rise += Math.Max(0, change);
            fall += Math.Max(0, -change);
            _toldMode[command.Machine] = mode;
        }

        var (opened, largestFeed) = (0.0, 0.0);
        foreach (var command in turn.Feeds)
        {
            var feed = _plant.Feeds[command.Feed];
            if (command.Action == FeedAction.Close)
            {
                var closing = Close(feed);
                rise += closing;
                largestFeed = Math.Max(largestFeed, closing);
            }
            else
            {
                var isFree = command.Because.Kind is CauseKind.Ceiling or CauseKind.Stop or CauseKind.FailSafe or CauseKind.ImportLimit;
                var on = Enumerable.Range(feed.FirstMachine, feed.Machines).Where(machine => _toldMode[machine] != LoadGroup.OffIndex).Sum(machine => Megawatts(machine, _toldMode[machine]));
                opened += isFree ? on : 0;
                fall += isFree ? 0 : on;
            }
        }

        return new(at, rise, fall, opened, largestFeed);
    }

    // What sleeps through a power cut sleeps on; everything else starts with its feed, in normal mode.
    private double Close(Feed feed)
    {
        var group = _plant.Groups[feed.GroupIndex];
        var mw = 0.0;
        for (var machine = feed.FirstMachine; machine < feed.EndMachine; machine++)
        {
            if (_toldMode[machine] != LoadGroup.OffIndex || !group.Abilities.SleepOutlastsPowerCut)
            {
                _toldMode[machine] = group.Load.NormalModeIndex;
                mw += Megawatts(machine, _toldMode[machine]);
            }
        }

        return mw;
    }

    private double Megawatts(int machine, int mode) => (double)_plant.Groups[_plant.GroupOfMachine[machine]].Load.PowerPerMachine(mode).Value;
}
