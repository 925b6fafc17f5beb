using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Worlds;

public sealed partial class SimulatedField
{
    private const double ShortestLatencySeconds = 0.05;
    private const double LatencySpanSeconds = 1.45;

    private static readonly Duration _connectWithin = Duration.FromSeconds(3);
    private static readonly Duration _answerWithin = Duration.FromSeconds(10);
    private static readonly Duration _feedbackWithin = Duration.FromSeconds(3);
    private static readonly Duration _feedbackMargin = Duration.FromMilliseconds(150);

    private void Queue(MachineCommand command)
    {
        var latency = Duration.FromSeconds(ShortestLatencySeconds + (LatencySpanSeconds * Chance()));
        In(latency / 2, now => CarryOut(command, now, latency / 2));
    }

    private void Queue(FeedCommand command) =>
        In(Duration.FromMilliseconds(10 + (40 * Chance())), now => Move(command, now));

    private void CarryOut(MachineCommand command, Instant now, Duration back)
    {
        var machine = _machines[command.Machine].Physics;
        var seen = machine.Glance(now);
        if (!seen.IsAnswering)
        {
            End(command.Id.Number, OutcomeKind.Unreachable, _connectWithin);
        }
        else if ((seen.Faults & MachineFaults.Slow) != 0)
        {
            var slowness = machine.Slowness(now);
            In(slowness, later => Tell(command, machine, later));
            End(command.Id.Number, slowness > _answerWithin ? OutcomeKind.Late : OutcomeKind.Done, Duration.Min(slowness, _answerWithin));
        }
        else if ((seen.Faults & (MachineFaults.Drops | MachineFaults.Malformed)) != 0)
        {
            // Whether the order was read before the line broke cannot be known; half of them were.
            if ((seen.Faults & MachineFaults.Malformed) != 0 || Chance() < 0.5)
            {
                Tell(command, machine, now);
            }

            End(command.Id.Number, OutcomeKind.Late, back);
        }
        else
        {
            End(command.Id.Number, Tell(command, machine, now) ? OutcomeKind.Done : OutcomeKind.Refused, back);
        }
    }

    private bool Tell(MachineCommand command, PhysicalMachine machine, Instant now)
    {
        var load = _plant.Groups[_plant.GroupOfMachine[command.Machine]].Load;
        switch (command.Action)
        {
            case ControlAction.Sleep:
                return IsTaken(machine.Tell(new MachineInstruction.Sleep(), now));
            case ControlAction.Reboot:
                return IsTaken(machine.Tell(new MachineInstruction.Reboot(), now));
            case ControlAction.SetMode:
                return IsTaken(machine.Tell(new MachineInstruction.SetMode(MachineBuilds.ModeOf(load, command.ModeIndex)), now));
            default:
                return IsTaken(machine.Tell(new MachineInstruction.SetMode(MachineBuilds.ModeOf(load, command.ModeIndex)), now))
                    && IsTaken(machine.Tell(new MachineInstruction.Wake(), now));
        }
    }

    private void Move(FeedCommand command, Instant now)
    {
        var group = _groupOfFeed[command.Feed];
        if (!_site.IsReached(group, now))
        {
            End(command.Id.Number, OutcomeKind.Unreachable, _connectWithin);
            return;
        }

        var order = command.Action == FeedAction.Open ? BreakerOrder.Open : BreakerOrder.Close;
        if (!_site.AskBreaker(group, now, breaker => breaker.Tell(order, now)))
        {
            End(command.Id.Number, OutcomeKind.Refused, Duration.Zero);
            return;
        }

        var wanted = command.Action == FeedAction.Open ? ContactPosition.Open : ContactPosition.Closed;
        In(_feedbackMargin, later =>
        {
            var follows = _site.AskBreaker(group, later, breaker => breaker.Position) == wanted;
            End(command.Id.Number, follows ? OutcomeKind.Done : OutcomeKind.Late, follows ? Duration.Zero : _feedbackWithin);
        });
    }

    private void End(long command, OutcomeKind kind, Duration after) => In(after, _ => _outcomes.Add(new(new(command), kind)));

    private void In(Duration after, Action<Instant> act) => _coming.Enqueue(act, (Now + after, _scheduled++));

    private double Chance() => SeededNoise.Unit(_seed, _draws++);

    private static bool IsTaken(InstructionAnswer answer) => answer is InstructionAnswer.Accepted;
}
