namespace Spillway.Devices.Http;

/// <summary>How long and how much one exchange may take, whatever the device does.</summary>
/// <param name="Connect">Until the connection stands; above zero.</param>
/// <param name="Whole">From the call until the last byte of the answer; above zero.</param>
/// <param name="MostBytes">The largest answer that is read, after decompression; the largest recorded one has 14 kB. Unit: byte.</param>
public sealed record DeviceHttpLimits(TimeSpan Connect, TimeSpan Whole, int MostBytes)
{
    /// <summary>3 s to connect, 10 s in all, 1 MiB.</summary>
    public static DeviceHttpLimits Usual { get; } = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), 1024 * 1024);
}
