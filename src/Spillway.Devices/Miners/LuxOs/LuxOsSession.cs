using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Engine;

namespace Spillway.Devices.Miners.LuxOs;

/// <summary>The one session of a machine. It ends a minute after its last use, so none is kept between orders; where another
/// caller holds it, it is shared, as the firmware shows it to everybody.</summary>
internal sealed class LuxOsSession
{
    private static readonly byte[] _logOn = CgminerRequest.Json("logon");
    private static readonly byte[] _show = CgminerRequest.Json("session");

    private readonly string _id;
    private readonly bool _isOwn;

    private LuxOsSession(string id, bool isOwn)
    {
        _id = id;
        _isOwn = isOwn;
    }

    public static async ValueTask<DeviceAnswer<LuxOsSession>> OpenAsync(CgminerLink link, CancellationToken cancellation)
    {
        var own = await FetchAsync(link, _logOn, isOwn: true, cancellation).ConfigureAwait(false);

        // A no means that somebody holds it. Between the two questions it may end: then the next order opens its own.
        return own.Fault is { Kind: DeviceFaultKind.Refused } ? await FetchAsync(link, _show, isOwn: false, cancellation).ConfigureAwait(false) : own;
    }

    public byte[] Request(string command, string? value) => CgminerRequest.Json(command, value is null ? _id : $"{_id},{value}");

    /// <summary>Gives the lock back; what becomes of that changes nothing about the order. A machine that did not answer the
    /// order is not asked again.</summary>
    public async ValueTask CloseAsync(CgminerLink link, DeviceFault? fault, CancellationToken cancellation)
    {
        if (_isOwn && fault is null or { Kind: DeviceFaultKind.Refused })
        {
            await link.TellAsync(Request("logoff", null), cancellation).ConfigureAwait(false);
        }
    }

    private static async ValueTask<DeviceAnswer<LuxOsSession>> FetchAsync(CgminerLink link, byte[] request, bool isOwn, CancellationToken cancellation)
    {
        var answer = await link.FetchAsync(request, cancellation).ConfigureAwait(false);
        return answer.IsAnswered ? Read(answer.Value, isOwn) : new(answer.Fault);
    }

    internal static DeviceAnswer<LuxOsSession> Read(byte[] bytes, bool isOwn)
    {
        try
        {
            using var opened = MinerAnswers.Of([("session", bytes)]);
            if (opened.Sections("SESSION").Select(one => one.Text("SessionID")).FirstOrDefault(id => id is not null) is { } id && !id.Contains(',', StringComparison.Ordinal))
            {
                return new(new LuxOsSession(id, isOwn));
            }

            return new(CgminerVerdict.Of(opened) switch
            {
                null => new DeviceFault(DeviceFaultKind.Malformed, "What came is no session."),
                { IsYes: true } => new DeviceFault(DeviceFaultKind.Refused, "Its session ended while it was asked for."),
                var no => CgminerVerdict.No(no),
            });
        }
        catch (RefusedException refusal)
        {
            return new(new DeviceFault(DeviceFaultKind.Malformed, refusal.Message));
        }
    }
}
