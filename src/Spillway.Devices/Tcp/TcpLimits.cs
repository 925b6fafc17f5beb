using Spillway.Engine;

namespace Spillway.Devices.Tcp;

/// <summary>How long and how much one exchange with a device may take. One connection carries one exchange.</summary>
public sealed record TcpLimits
{
    /// <summary>What a device on a local network is given.</summary>
    public static TcpLimits Default { get; } = new();

    /// <summary>Until the connection stands. Unit: s, above zero. Default: 3.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From there until the first byte of the answer. Unit: s, above zero. Default: 5.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the start until the answer has ended; what drips is cut off here. Unit: s, above zero. Default: 10.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest answer that is taken in. Unit: bytes, at least 1,024. Default: 1 MiB, sixteen times the largest that
    /// is known of a machine.</summary>
    public int MostBytes { get; init; } = 1024 * 1024;

    internal TcpLimits Checked()
    {
        Invariant.Holds(Connect > TimeSpan.Zero && FirstByte > TimeSpan.Zero && Whole > TimeSpan.Zero && MostBytes >= 1024);
        return this;
    }
}
