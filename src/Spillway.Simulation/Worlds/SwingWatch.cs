using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Worlds;

/// <summary>Watches which machines move because they were told to and which unasked, by the physics and not by the desk's word.</summary>
/// <param name="plant">The plant.</param>
/// <param name="machines">Its machines, by number.</param>
/// <param name="ledger">What each was told.</param>
internal sealed class SwingWatch(Plant plant, ImmutableArray<PhysicalMachine> machines, CommandLedger ledger)
{
    private const double DrawsShare = 0.25;

    private readonly PowerStep _limit = plant.Rules.SwingAlarm!;
    private readonly Duration _slack = plant.Rules.OutcomeWithin + (2 * plant.Rules.PassPeriod);
    private readonly Instant[] _toldAt = [.. machines.Select(_ => Instant.MinValue)];
    private readonly Instant[] _fedAt = [.. plant.Feeds.Select(_ => Instant.MinValue)];
    private readonly Instant[] _movedAt = [.. machines.Select(_ => Instant.MinValue)];
    private readonly Instant[] _seenAt = [.. machines.Select(_ => Instant.MinValue)];
    private readonly bool?[] _draws = new bool?[machines.Length];
    private readonly bool?[] _seesWork = new bool?[machines.Length];

    /// <summary>Looks at all machines after a pass.</summary>
    public SwingSight Look(Instant at, FieldFrame frame, ControlTurn turn, ControlState state)
    {
        Hear(at, frame);
        Feel(at);
        var sight = Sight(at, frame, turn, state);
        foreach (var command in turn.Machines)
        {
            _toldAt[command.Machine] = at;
        }

        foreach (var command in turn.Feeds)
        {
            _fedAt[command.Feed] = at;
        }

        return sight;
    }

    private void Hear(Instant at, FieldFrame frame)
    {
        foreach (var note in frame.Machines)
        {
            bool? works = note.Condition switch
            {
                MachineCondition.Running or MachineCondition.Starting => true,
                MachineCondition.Asleep or MachineCondition.Unpowered => false,
                _ => null,
            };
            if (works is { } now && _seesWork[note.Machine] != now)
            {
                _seenAt[note.Machine] = _seesWork[note.Machine] is not null && now != IsToldOn(note.Machine) ? at : Instant.MinValue;
                _seesWork[note.Machine] = now;
            }
        }
    }

    private void Feel(Instant at)
    {
        for (var number = 0; number < machines.Length; number++)
        {
            var draws = machines[number].WattsAt(at) > DrawsShare * machines[number].Build.Modes[0].Watts;
            if (_draws[number] != draws)
            {
                _movedAt[number] = _draws[number] is not null && draws != IsToldOn(number) ? at : Instant.MinValue;
                _draws[number] = draws;
            }
        }
    }

    private SwingSight Sight(Instant at, FieldFrame frame, ControlTurn turn, ControlState state)
    {
        var (rise, fall, unasked) = (0.0, 0.0, 0.0);
        for (var number = 0; number < machines.Length; number++)
        {
            var group = plant.Groups[plant.GroupOfMachine[number]];
            var mode = ledger.ToldMode(number);
            var (told, most) = ((double)group.Load.PowerPerMachine(mode).Value, (double)group.Load.PowerPerMachine(group.Load.NormalModeIndex).Value);
            var follows = (mode == LoadGroup.OffIndex ? group.Abilities.SleepWithin : group.Abilities.HashWithin) + _limit.Within + _slack;
            var isFed = plant.FeedOfMachine[number] is >= 0 and var feed && at <= _fedAt[feed] + group.Abilities.HashWithin + _limit.Within + _slack;
            var isTold = at <= _toldAt[number] + follows;
            rise += isFed ? most : isTold ? told : 0;
            fall += isFed ? most : isTold ? most - told : 0;
            unasked += at <= _movedAt[number] + _limit.Within + plant.Rules.PassPeriod ? most : 0;
        }

        var begun = turn.Alarms.FirstOrDefault(alarm => alarm.Code == AlarmCode.Swing && alarm.IsRaised);
        return new(
            at, (double)frame.Meter!.Value.Power.Value, rise, fall, unasked, state.Alarms.Any(alarm => alarm.Code == AlarmCode.Swing),
            begun?.Machines ?? default,
            [.. Enumerable.Range(0, machines.Length).Where(number => _seenAt[number] > at - _limit.Within)]);
    }

    private bool IsToldOn(int machine) => ledger.ToldMode(machine) != LoadGroup.OffIndex;
}
