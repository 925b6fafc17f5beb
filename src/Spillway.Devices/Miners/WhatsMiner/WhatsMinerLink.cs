using System.Net;
using System.Text;
using Spillway.Devices.Tcp;
using Spillway.Devices.Wire.WhatsMiner;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>One machine's two ports; every request is a connection of its own.</summary>
internal sealed class WhatsMinerLink(TcpExchanger tcp, DeviceEndpoint endpoint, TimeProvider time)
{
    public const int OlderPort = 4028;
    public const int NewerPort = 4433;

    private readonly IPEndPoint _older = new(endpoint.Address, endpoint.Port(OlderPort));
    private readonly IPEndPoint _newer = new(endpoint.Address, endpoint.Port(NewerPort));

    public TimeProvider Time => time;

    /// <summary>Where the answers to polls go as they came.</summary>
    public PollTap Polls { get; } = new(tcp.Ear, endpoint.Address);

    /// <summary>Asks on the older port, where the answer ends with the connection.</summary>
    public async ValueTask<DeviceAnswer<byte[]>> AskOlderAsync(string json, CancellationToken cancellation)
    {
        using var answer = await tcp.AskAsync(_older, Encoding.UTF8.GetBytes(json), cancellation).ConfigureAwait(false);
        return answer.Fault is { } fault ? new(fault) : new(answer.Bytes.ToArray());
    }

    /// <summary>Asks on the newer port, where frames tell their length; the frame stays around the answer.</summary>
    public async ValueTask<DeviceAnswer<byte[]>> AskNewerAsync(string json, CancellationToken cancellation)
    {
        using var answer = await tcp.AskAsync(_newer, WhatsMinerFrame.Of(json), IsWhole, cancellation).ConfigureAwait(false);
        return answer.Fault is { } fault ? new(fault)
            : WhatsMinerFrame.Length(answer.Bytes.Span) switch
            {
                0 => new(new DeviceFault(DeviceFaultKind.Malformed, "What came is no frame of the newer API.")),
                { } length when length <= answer.Bytes.Length => new(answer.Bytes[..length].ToArray()),
                _ => new(new DeviceFault(DeviceFaultKind.Late, "Connected, but the connection ended within a frame.")),
            };
    }

    private static bool IsWhole(ReadOnlySpan<byte> come) => WhatsMinerFrame.Length(come) is { } length && (length == 0 || come.Length >= length);
}
