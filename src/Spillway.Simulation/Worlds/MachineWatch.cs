using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;
using Spillway.Units;

namespace Spillway.Simulation.Worlds;

/// <summary>What a desk gets to see of one machine, as its drivers would tell it: only what changed, rounded, and nothing of what the
/// machine does not answer.</summary>
/// <param name="number">Its number in the plant.</param>
/// <param name="group">Its group.</param>
/// <param name="physics">The machine.</param>
/// <param name="begins">Since when it is waited for.</param>
internal sealed class MachineWatch(int number, PlantGroup group, PhysicalMachine physics, Instant begins)
{
    private const double AsleepShare = 0.25;
    private const double SameShare = 0.025;
    private const double StepWatts = 10;

    private static readonly Duration _lostAfter = Duration.FromSeconds(30);

    private readonly double _normalWatts = (double)group.Load.Modes[group.Load.NormalModeIndex].Power.Value;
    private Instant _heardAt = begins;
    private (MachineCondition Condition, int ModeIndex, double? Watts) _told;

    public PhysicalMachine Physics => physics;

    /// <summary>Asks the machine.</summary>
    /// <param name="now">When.</param>
    /// <param name="feed">Its feed as its feedback has it; null without one.</param>
    /// <param name="closedAt">When the feed was last seen to close.</param>
    /// <returns>What changed; null where nothing did.</returns>
    public MachineNote? Ask(Instant now, FeedPosition? feed, Instant? closedAt)
    {
        var seen = physics.Glance(now);
        (MachineCondition Condition, int ModeIndex, double? Watts) sight;
        if (seen.IsAnswering && (seen.Faults & (MachineFaults.Drops | MachineFaults.Malformed)) == 0)
        {
            _heardAt = now;
            sight = Sight(seen);
        }
        else if (feed is FeedPosition.Open or FeedPosition.Tripped or FeedPosition.Withdrawn)
        {
            _heardAt = now;
            sight = (MachineCondition.Unpowered, 0, 0);
        }
        else if (now - _heardAt < _lostAfter || (closedAt is { } closed && now < closed + group.Abilities.HashWithin))
        {
            return null;
        }
        else
        {
            sight = (MachineCondition.Lost, 0, _told.Watts);
        }

        if (!Differs(sight))
        {
            return null;
        }

        _told = sight;
        return new(number, sight.Condition, sight.ModeIndex, sight.Watts is { } watts ? new Watts((decimal)watts) : null);
    }

    private (MachineCondition Condition, int ModeIndex, double? Watts) Sight(MachineGlance seen)
    {
        var isHashing = seen.HashrateThPerS > 0;
        var draws = seen.ReportedWatts > _normalWatts * AsleepShare;
        var sleeps = seen.IsToldToSleep ? !(group.Abilities.Watts == WattsGrade.Measured && draws) : !isHashing && !draws;
        double? watts = group.Abilities.Watts is WattsGrade.Measured or WattsGrade.Estimated ? Math.Round(seen.ReportedWatts / StepWatts) * StepWatts : null;
        return sleeps ? (MachineCondition.Asleep, 0, watts)
            : (isHashing ? MachineCondition.Running : MachineCondition.Starting, ModeIndex(seen.Mode), watts);
    }

    private int ModeIndex(MachineMode mode)
    {
        for (var index = 1; index < group.Load.Modes.Length; index++)
        {
            if (MachineBuilds.ModeOf(group.Load, index) == mode)
            {
                return index;
            }
        }

        return group.Load.NormalModeIndex;
    }

    private bool Differs((MachineCondition Condition, int ModeIndex, double? Watts) sight) =>
        sight.Condition != _told.Condition || sight.ModeIndex != _told.ModeIndex || sight.Watts.HasValue != _told.Watts.HasValue
        || Math.Abs((sight.Watts - _told.Watts) ?? 0) >= Math.Max(StepWatts, _normalWatts * SameShare);
}
