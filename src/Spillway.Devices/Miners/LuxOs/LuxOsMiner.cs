using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.Devices.Miners.LuxOs;

/// <summary>One machine with LuxOS. Orders go through a session, which is a lock and no secret: it is opened for an order and
/// given back after it.</summary>
internal sealed class LuxOsMiner(CgminerLink link) : IMiner
{
    private const string Family = "luxos";

    private static readonly byte[][] _telemetry = [CgminerRequest.Json("summary+stats+config+power+pools")];
    private static readonly byte[] _profiles = CgminerRequest.Json("profiles");

    public ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation) => link.ReadAsync(Family, _telemetry, cancellation);

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        if (command.Action == MinerAction.SetPower)
        {
            return await SetPowerAsync(command.Power!.Value, cancellation).ConfigureAwait(false);
        }

        return await OrderAsync(
            command.Action switch
            {
                MinerAction.Sleep => [("curtail", "sleep")],
                MinerAction.Wake => [("curtail", "wakeup")],
                MinerAction.Reboot => [("rebootdevice", null)],
                _ => [],
            },
            cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // The thermal manager changes profiles by itself: it is told to leave this one alone.
    private async ValueTask<DeviceAnswer<Acknowledgement>> SetPowerAsync(Watts target, CancellationToken cancellation)
    {
        var profiles = await link.FetchAsync(_profiles, cancellation).ConfigureAwait(false);
        if (!profiles.IsAnswered)
        {
            return new(profiles.Fault);
        }

        var (name, fault) = ProfileUnder(target, profiles.Value);
        return fault is not null
            ? new(fault)
            : await OrderAsync([("atmset", "enabled=false"), ("profileset", name)], cancellation).ConfigureAwait(false);
    }

    internal static (string? Name, DeviceFault? Fault) ProfileUnder(Watts target, byte[] answer)
    {
        try
        {
            using var opened = MinerAnswers.Of([("profiles", answer)]);
            var known = (from one in opened.Sections("PROFILES")
                         let name = one.Text("Profile Name")
                         let watts = Quantities.Power(one.Watts("Watts"))
                         where name is not null && watts is not null
                         orderby watts
                         select (Name: name, Watts: watts.Value)).ToList();
            var under = known.LastOrDefault(one => one.Watts <= target);
            return under.Name is not null
                ? (under.Name, null)
                : (null, known.Count == 0
                    ? new(DeviceFaultKind.Malformed, "It listed no profiles.")
                    : new(DeviceFaultKind.Refused, $"Its lowest profile draws {known[0].Watts} W, more than {target} W."));
        }
        catch (RefusedException refusal)
        {
            return (null, new(DeviceFaultKind.Malformed, refusal.Message));
        }
    }

    private async ValueTask<DeviceAnswer<Acknowledgement>> OrderAsync((string Command, string? Value)[] orders, CancellationToken cancellation)
    {
        var session = await LuxOsSession.OpenAsync(link, cancellation).ConfigureAwait(false);
        if (!session.IsAnswered)
        {
            return new(session.Fault);
        }

        var answer = new DeviceAnswer<Acknowledgement>(new DeviceFault(DeviceFaultKind.Unsupported, "There is nothing to order."));
        foreach (var (command, value) in orders)
        {
            answer = await link.TellAsync(session.Value.Request(command, value), cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                break;
            }
        }

        await session.Value.CloseAsync(link, answer.Fault, cancellation).ConfigureAwait(false);
        return answer;
    }
}
