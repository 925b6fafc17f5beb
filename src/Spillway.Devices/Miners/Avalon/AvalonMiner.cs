using System.Globalization;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Devices.Miners.Avalon;

/// <summary>One Avalon. What it is decides how it is put to sleep, so that is read again before each order.</summary>
internal sealed class AvalonMiner(CgminerLink link, TimeProvider clock) : IMiner
{
    private const string Family = "avalon";

    // The firmware takes the moment of a soft switch in its own clock; the makers' tools say five seconds from now.
    private const long SwitchAfterSeconds = 5;

    private static readonly byte[] _version = CgminerRequest.Json("version");
    private static readonly byte[] _summary = CgminerRequest.Json("summary");
    private static readonly byte[] _full = CgminerRequest.Json("estats");
    private static readonly byte[] _light = CgminerRequest.Json("litestats");

    // Who it is changes with a firmware only: asked once, then kept with each reading.
    private AvalonIdentity? _identity;

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        if (_identity is null)
        {
            var asked = await IdentityAsync(cancellation).ConfigureAwait(false);
            if (!asked.IsAnswered)
            {
                return new(asked.Fault);
            }
        }

        // The newer report has its own rate of the moment; the older one's stands in the summary.
        var answers = new List<ReadOnlyMemory<byte>> { _identity!.Answer };
        foreach (var request in _identity.IsHome ? [_light] : new[] { _summary, _full })
        {
            var answer = await link.FetchAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                return new(answer.Fault);
            }

            link.Polls.Heard(answer.Value);
            answers.Add(answer.Value);
        }

        return CgminerVerdict.Reading(Family, answers);
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        var asked = await IdentityAsync(cancellation).ConfigureAwait(false);
        if (asked.Value is not { } identity)
        {
            return new(asked.Fault!);
        }

        if (AvalonOrder.Of(command, identity, SwitchAt(identity)) is not { } orders)
        {
            return new(Unsupported.Fault($"{Family} {identity.Model}", command));
        }

        var answer = new DeviceAnswer<Acknowledgement>(Unsupported.Fault(Family, command));
        foreach (var order in orders)
        {
            answer = await link.TellAsync(CgminerRequest.Json("ascset", order), cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                break;
            }
        }

        return answer;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<DeviceAnswer<AvalonIdentity>> IdentityAsync(CancellationToken cancellation)
    {
        var answer = await link.FetchAsync(_version, cancellation).ConfigureAwait(false);
        var identity = answer.IsAnswered ? AvalonIdentity.Read(answer.Value) : new(answer.Fault);
        _identity = identity.Value ?? _identity;
        return identity;
    }

    private string SwitchAt(AvalonIdentity identity) =>
        ((identity.UnixNow ?? clock.GetUtcNow().ToUnixTimeSeconds()) + SwitchAfterSeconds).ToString(CultureInfo.InvariantCulture);
}
