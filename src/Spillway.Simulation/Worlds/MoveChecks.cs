using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Worlds;

/// <summary>What is looked at about the way the site is moved: ramps, the largest step, swings.</summary>
internal sealed class MoveChecks
{
    private readonly WorldSetup _setup;
    private readonly CommandLedger _ledger;
    private readonly RampBook _ramp;
    private readonly StepBook _step;
    private readonly SwingBook _swing;
    private readonly SwingWatch _watch;
    private readonly Duration _slowest;
    private Instant _lastAt;
    private Instant? _restartedAt;

    public MoveChecks(WorldSetup setup, SimulatedSite site)
    {
        (_setup, _ledger, _lastAt) = (setup, new(setup.Plant), setup.Start);
        (_ramp, _step) = (new(setup.Plant), new(setup.Plant));
        _swing = new(setup.Plant.Rules.SwingAlarm!, (double)setup.Plant.LargestMachine.Value);
        _watch = new(setup.Plant, [.. site.Groups.SelectMany(group => group.Machines)], _ledger);
        _slowest = setup.Plant.Groups.Max(group => Duration.Max(group.Abilities.SleepWithin, group.Abilities.HashWithin));
    }

    /// <summary>Takes one pass; says what is wrong, null where nothing is.</summary>
    public string? Take(Instant at, FieldFrame frame, ControlTurn turn, ControlState state)
    {
        var sight = _watch.Look(at, frame, turn, state);
        var move = _ledger.Take(at, turn);
        var expected = (double)turn.Expected.Value;
        var free = move.Before(expected) - FreeLevel(turn, state);
        return _ramp.Take(move, free) ?? _step.Take(move, expected, free) ?? Swing(at, frame, sight);
    }

    // The lowest that anybody asks for whose orders know no ramp: grid, emergency stop and programmes, the fail-safe table, the
    // import limit.
    private double FreeLevel(ControlTurn turn, ControlState state)
    {
        var table = _setup.Plant.Rules.FailSafe;
        var comesDown = table.StalePrice == FailSafeReaction.ComeDown && state.Alarms.Any(alarm => alarm.Code == AlarmCode.StalePrice);
        var level = comesDown ? table.SafePower : _setup.Plant.Site.Limits.Import;
        foreach (var active in state.Orders)
        {
            var isFree = active.Order.Rank < OrderRank.OperatorHold && active.Order.Kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop;
            level = isFree && active.Level is { } asked && asked < level ? asked : level;
        }

        return (double)level.Value;
    }

    private string? Swing(Instant at, FieldFrame frame, SwingSight sight)
    {
        _restartedAt = frame.IsRestart ? at : _restartedAt;
        var within = _setup.Plant.Rules.SwingAlarm!.Within;
        var gap = at - _lastAt;
        _lastAt = at;
        if (gap <= 2 * _setup.Plant.Rules.PassPeriod && IsSound(at, within))
        {
            return _swing.Take(sight);
        }

        _swing.Forget();
        return null;
    }

    // A meter that lies, a desk that has just begun and a clock that jumped tell nothing about swings.
    private bool IsSound(Instant at, Duration within)
    {
        var echo = within + _setup.Plant.Rules.PassPeriod;
        return !(_restartedAt is { } restarted && at <= restarted + echo)
            && !_setup.Clock.HasStepped(at - _slowest - echo, at)
            && !_setup.Faults.Any(fault => fault is SiteFault.OfMeter && fault.At <= at && at <= fault.Until + echo);
    }
}
