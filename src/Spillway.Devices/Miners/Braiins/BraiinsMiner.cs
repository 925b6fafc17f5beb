using System.Collections.Immutable;
using System.Text;
using Google.Protobuf;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Wire.Braiins;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.Braiins;

/// <summary>One machine with Braiins OS. Where its gRPC port is closed, its firmware is from before 23.03 and is spoken to in
/// cgminer's language.</summary>
internal sealed class BraiinsMiner(CgminerLink link, BraiinsApi api) : IMiner
{
    private const string Family = "braiins";

    private static readonly byte[][] _older = [CgminerRequest.Json("version+summary+temps+fans+tunerstatus+pools")];
    private static readonly byte[] _pause = CgminerRequest.Json("pause");
    private static readonly byte[] _resume = CgminerRequest.Json("resume");

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        var reading = await api.OnConnectionAsync(ReadAsync, cancellation).ConfigureAwait(false);
        return reading.Fault is { Kind: DeviceFaultKind.Unreachable }
            ? await link.ReadAsync(Family, _older, cancellation).ConfigureAwait(false)
            : reading;
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        var answer = await api.OnConnectionAsync((connection, inner) => TellAsync(connection, command, inner), cancellation).ConfigureAwait(false);
        return answer.Fault is { Kind: DeviceFaultKind.Unreachable } && command.Action is MinerAction.Sleep or MinerAction.Wake
            ? await link.TellAsync(command.Action == MinerAction.Sleep ? _pause : _resume, cancellation).ConfigureAwait(false)
            : answer;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<DeviceAnswer<MinerReading>> ReadAsync(BraiinsConnection connection, CancellationToken cancellation)
    {
        var details = await api.CallAsync(connection, (invoker, options) => new MinerService.MinerServiceClient(invoker).GetMinerDetailsAsync(new(), options), cancellation).ConfigureAwait(false);
        if (!details.IsAnswered)
        {
            return new(details.Fault);
        }

        var stats = await api.CallAsync(connection, (invoker, options) => new MinerService.MinerServiceClient(invoker).GetMinerStatsAsync(new(), options), cancellation).ConfigureAwait(false);
        if (!stats.IsAnswered)
        {
            return new(stats.Fault);
        }

        var cooling = await api.CallAsync(connection, (invoker, options) => new CoolingService.CoolingServiceClient(invoker).GetCoolingStateAsync(new(), options), cancellation).ConfigureAwait(false);
        if (!cooling.IsAnswered)
        {
            return new(cooling.Fault);
        }

        Heard(details.Value, stats.Value, cooling.Value);
        return new(Reading(details.Value, stats.Value, cooling.Value));
    }

    private async Task<DeviceAnswer<Acknowledgement>> TellAsync(BraiinsConnection connection, MinerCommand command, CancellationToken cancellation)
    {
        switch (command.Action)
        {
            case MinerAction.Sleep:
                var paused = await api.CallAsync(connection, (invoker, options) => new ActionsService.ActionsServiceClient(invoker).PauseMiningAsync(new(), options), cancellation).ConfigureAwait(false);
                return Said(paused, answer => answer.AlreadyPaused ? "was paused" : "paused");
            case MinerAction.Wake:
                var resumed = await api.CallAsync(connection, (invoker, options) => new ActionsService.ActionsServiceClient(invoker).ResumeMiningAsync(new(), options), cancellation).ConfigureAwait(false);
                return Said(resumed, answer => answer.AlreadyMining ? "was mining" : "resumed");
            case MinerAction.SetPower:
                var target = new SetPowerTargetRequest { SaveAction = SaveAction.SaveAndApply, PowerTarget = new() { Watt = (ulong)decimal.Truncate(command.Power!.Value.Value) } };
                var set = await api.CallAsync(connection, (invoker, options) => new PerformanceService.PerformanceServiceClient(invoker).SetPowerTargetAsync(target, options), cancellation).ConfigureAwait(false);
                return Said(set, answer => $"power target {answer.PowerTarget?.Watt ?? 0} W");
            case MinerAction.Reboot:
                var rebooted = await api.CallAsync(connection, (invoker, options) => new ActionsService.ActionsServiceClient(invoker).RebootAsync(new(), options), cancellation).ConfigureAwait(false);
                return Said(rebooted, _ => "");
            default:
                return new(Unsupported.Fault(Family, command));
        }
    }

    // What comes over gRPC is read before anybody sees it; its message as JSON stands in for the bytes.
    private void Heard(params ReadOnlySpan<IMessage> messages)
    {
        foreach (var message in messages)
        {
            if (link.Polls.IsHeard)
            {
                link.Polls.Heard(Encoding.UTF8.GetBytes(message.ToString()!));
            }
        }
    }

    private static DeviceAnswer<Acknowledgement> Said<T>(DeviceAnswer<T> answer, Func<T, string> words)
        where T : class => answer.IsAnswered ? new(new Acknowledgement(words(answer.Value))) : new(answer.Fault);

    internal static MinerReading Reading(GetMinerDetailsResponse details, GetMinerStatsResponse stats, GetCoolingStateResponse cooling)
    {
        var power = stats.PowerStats?.ApproximatedConsumption?.Watt;
        var rates = stats.MinerStats?.RealHashrate;
        return new()
        {
            Family = Family,
            Model = Words(details.MinerIdentity?.Name) ?? Words(details.MinerIdentity?.MinerModel),
            Firmware = Words(details.BosVersion?.Current),
            Mac = Quantities.Mac(Words(details.MacAddress)),
            Mode = details.Status switch
            {
                MinerStatus.Normal => MinerMode.Normal,
                MinerStatus.Paused or MinerStatus.Suspended => MinerMode.Sleep,
                _ => MinerMode.Unknown,
            },
            Hashrate = Quantities.FromGiga(Figure((rates?.Last5S ?? rates?.Last15S ?? rates?.Last30S ?? rates?.Last1M)?.GigahashPerSecond)),
            Power = power <= int.MaxValue ? new Watts(power.Value) : null,
            PowerGrade = power <= int.MaxValue ? PowerGrade.Estimated : PowerGrade.None,
            HottestCelsius = Quantities.HottestOf([Figure(cooling.HighestTemperature?.Temperature?.DegreeC)]),
            FanRpm = Quantities.Fans(cooling.Fans.Take(MostFans).Select(fan => (decimal?)fan.Rpm)),
            UptimeSeconds = (long)Math.Min(details.BosminerUptimeS > 0 ? details.BosminerUptimeS : details.SystemUptimeS, int.MaxValue),
            Faults = details.Status switch
            {
                MinerStatus.Suspended => ["suspended by the firmware"],
                MinerStatus.Restricted => ["restricted by the firmware"],
                _ => ImmutableArray<string>.Empty,
            },
        };
    }

    private const int MostFans = 64;

    private static decimal? Figure(double? value) => value is { } known && double.IsFinite(known) && Math.Abs(known) < 1e15 ? (decimal)known : null;

    // What a device says ends on a person's terminal: no sign in it may steer that.
    private static string? Words(string? text) =>
        text is null ? null : string.Concat(text.Take(200).Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim().OrNull();
}
