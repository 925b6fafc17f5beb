using NodaTime;
using Spillway.Devices.Miners;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;

namespace Spillway.Devices.Fleet;

/// <summary>Asks and tells machines, one at a time; many of them work side by side.</summary>
/// <param name="queue">What there is to do.</param>
/// <param name="news">Where answers go.</param>
/// <param name="clock">The clock.</param>
/// <param name="options">How often.</param>
internal sealed class FleetWorker(FleetQueue queue, FieldNews news, TimeProvider clock, FleetOptions options)
{
    /// <summary>A machine that does not answer is asked less often, up to this many times less.</summary>
    private const int LongestPause = 4;

    /// <summary>A machine on its way is looked at out of turn so often at most.</summary>
    private const int MostLooks = 8;

    private const int OffAndOneMode = 2;

    private long _exchanges;

    /// <summary>Questions and orders so far.</summary>
    public long Exchanges => Interlocked.Read(ref _exchanges);

    /// <summary>Works until it is told to end.</summary>
    /// <param name="isForCommands">Whether it takes commands only.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>When it has ended.</returns>
    public async Task RunAsync(bool isForCommands, CancellationToken cancellation)
    {
        while (true)
        {
            var (seat, command) = await queue.TakeAsync(isForCommands, cancellation).ConfigureAwait(false);
            if (command is { } order)
            {
                await TellAsync(seat, order, cancellation).ConfigureAwait(false);
            }
            else
            {
                await AskAsync(seat, cancellation).ConfigureAwait(false);
            }

            while (queue.GoOn(seat, out var next))
            {
                await TellAsync(seat, next, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask AskAsync(MachineSeat seat, CancellationToken cancellation)
    {
        var since = clock.GetTimestamp();
        Interlocked.Increment(ref _exchanges);
        var answer = await seat.Miner!.ReadAsync(cancellation).ConfigureAwait(false);
        var now = clock.GetTimestamp();
        if (answer.IsAnswered)
        {
            var (said, believed) = (answer.Value, ReadingBounds.Of(seat.Group, answer.Value));
            seat.Telemetry = new(Instant.FromDateTimeOffset(clock.GetUtcNow()), believed);
            answer = ReferenceEquals(said, believed) ? answer : new(believed with { Hashrate = said.Hashrate });
        }

        news.Machine(seat, one => Heard(one, answer, now));
        queue.Due(seat, since + Ticks(Pause(seat)));
    }

    // A machine on its way is asked again when it can have arrived, where its turn would come later.
    private Duration Pause(MachineSeat seat)
    {
        var turn = options.Poll * Math.Clamp(seat.Failures, 1, LongestPause);
        if (seat.Going is not { } going || seat.Looks == 0)
        {
            seat.Going = null;
            return turn;
        }

        // One look more when it has arrived: its watts may still be settling.
        var looked = MostLooks - seat.Looks;
        seat.Looks = HasArrived(seat, going) ? 0 : seat.Looks - 1;
        var can = seat.Group.Capabilities;
        var isStarted = seat.Sight.Condition is MachineCondition.Starting or MachineCondition.Running && going != ControlAction.Sleep;
        return Duration.Min(turn, isStarted ? can.HashWithin / 2 : FirstLook(seat, going) * (1 << looked));
    }

    // When it can have begun to follow: asleep at the earliest after its time for that, seen to start after an eighth of its start.
    private static Duration FirstLook(MachineSeat seat, ControlAction going) =>
        going == ControlAction.Sleep ? seat.Group.Capabilities.SleepWithin : seat.Group.Capabilities.HashWithin / 8;

    private static bool HasArrived(MachineSeat seat, ControlAction going) => going == ControlAction.Sleep
        ? seat.Sight.Condition is MachineCondition.Asleep or MachineCondition.Unpowered
        : seat.Sight.Condition == MachineCondition.Running;

    private async ValueTask TellAsync(MachineSeat seat, MachineCommand command, CancellationToken cancellation)
    {
        var order = Order(seat, command);
        if (seat.Miner is null || order is null)
        {
            news.Outcome(new(command.Id, seat.Miner is null ? OutcomeKind.Unreachable : OutcomeKind.Refused));
            return;
        }

        Interlocked.Increment(ref _exchanges);
        var answer = await seat.Miner.TellAsync(order, cancellation).ConfigureAwait(false);
        news.Outcome(new(command.Id, answer.IsAnswered ? OutcomeKind.Done : Kind(answer.Fault.Kind)));
        seat.Going = command.Action;
        seat.Looks = MostLooks;

        // It is looked at again as soon as it can have begun to follow.
        queue.Due(seat, clock.GetTimestamp() + Ticks(Duration.Min(FirstLook(seat, command.Action), options.Poll)));
    }

    private void Heard(MachineSeat seat, DeviceAnswer<MinerReading> answer, long now)
    {
        seat.IsAnswering = answer.IsAnswered;
        seat.IsHostile = !answer.IsAnswered
            && answer.Fault.Kind is DeviceFaultKind.Malformed or DeviceFaultKind.TooLarge or DeviceFaultKind.Redirected;
        if (!answer.IsAnswered)
        {
            seat.Failures = Math.Min(seat.Failures + 1, LongestPause);
            Missed(seat, now);
            return;
        }

        seat.Failures = 0;
        seat.HeardAt = now;
        seat.IsBooting = false;
        seat.See(answer.Value);
        if (seat.Sight.Condition == MachineCondition.Running)
        {
            seat.LastModeIndex = seat.Sight.ModeIndex;
        }
    }

    private void Missed(MachineSeat seat, long now)
    {
        if (seat.IsCutOff)
        {
            seat.Sight = new(MachineCondition.Unpowered, 0, null);
            return;
        }

        var grace = seat.IsBooting ? Duration.Max(options.MachineStale, seat.Group.Capabilities.HashWithin) : options.MachineStale;
        if (now - seat.HeardAt >= Ticks(grace))
        {
            seat.IsBooting = false;
            seat.Sight = new(MachineCondition.Lost, 0, seat.Sight.Power);
        }
    }

    private static MinerCommand? Order(MachineSeat seat, MachineCommand command) => command.Action switch
    {
        ControlAction.Sleep => MinerCommand.Sleep,
        ControlAction.Reboot => MinerCommand.Reboot,
        ControlAction.Wake when WakesInto(seat, command.ModeIndex) || seat.Group.Run(command.ModeIndex) is null => MinerCommand.Wake,
        _ => seat.Group.Run(command.ModeIndex),
    };

    // Told its mode a machine may start twice. Where it was never seen running and its group has the normal mode alone, there is none
    // other that it could be told.
    private static bool WakesInto(MachineSeat seat, int modeIndex) =>
        modeIndex == seat.LastModeIndex
        || (seat.LastModeIndex == 0 && seat.Group.Modes.Length == OffAndOneMode && seat.Group.Run(modeIndex) == MinerCommand.Run(MinerMode.Normal));

    private static OutcomeKind Kind(DeviceFaultKind fault) => fault switch
    {
        DeviceFaultKind.Unreachable => OutcomeKind.Unreachable,
        DeviceFaultKind.Refused or DeviceFaultKind.Unauthorised or DeviceFaultKind.Untrusted or DeviceFaultKind.Unsupported or DeviceFaultKind.Redirected => OutcomeKind.Refused,
        _ => OutcomeKind.Late,
    };

    private long Ticks(Duration duration) => (long)(duration.TotalSeconds * clock.TimestampFrequency);
}
