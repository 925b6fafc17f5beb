using System.Collections.Immutable;
using Spillway.Devices.Wire.Files;
using Spillway.Devices.Wire.Modbus;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Breakers;

/// <summary>How a breaker or contactor hangs on its module: read from a file, so that a new one is a new file.</summary>
public sealed record BreakerWiring
{
    private const int RegistersAtOnce = 16;
    private const int BitsAtOnce = 128;
    private const int LargestAddress = 65_535;

    /// <summary>Its name in a site file, lower case.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, for people.</summary>
    public required string Title { get; init; }

    /// <summary>What opens it.</summary>
    public required BreakerWrite Open { get; init; }

    /// <summary>What closes it; null where it cannot be closed from afar.</summary>
    public BreakerWrite? Close { get; init; }

    /// <summary>What fires its shunt trip; null without one.</summary>
    public BreakerWrite? Trip { get; init; }

    /// <summary>Auxiliary contact that follows the main contacts (52a).</summary>
    public BreakerPoint? Closed { get; init; }

    /// <summary>Auxiliary contact opposite to the main contacts (52b).</summary>
    public BreakerPoint? Opened { get; init; }

    /// <summary>Set when its protection has opened it.</summary>
    public BreakerPoint? Tripped { get; init; }

    /// <summary>Set when something on site forbids to close it.</summary>
    public BreakerPoint? Interlocked { get; init; }

    /// <summary>Set when it obeys commands from afar.</summary>
    public BreakerPoint? Remote { get; init; }

    /// <summary>Set when it is racked out.</summary>
    public BreakerPoint? Withdrawn { get; init; }

    /// <summary>What feeds its watchdog: a register that must change; null without a watchdog. The value is not used.</summary>
    public BreakerWrite? Watchdog { get; init; }

    /// <summary>How long the feedback may take after a command. Default: 3 s.</summary>
    public TimeSpan Feedback { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Pause before the second look at the feedback; it doubles up to eight times itself. Default: 20 ms.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The feedback points that are wired.</summary>
    public IEnumerable<BreakerPoint> Points => new[] { Closed, Opened, Tripped, Interlocked, Remote, Withdrawn }.OfType<BreakerPoint>();

    /// <summary>The reads that fetch all feedback, as few as can be.</summary>
    /// <returns>By function and address.</returns>
    public ImmutableArray<ModbusRequest> Reads()
    {
        var reads = ImmutableArray.CreateBuilder<ModbusRequest>();
        foreach (var group in Points.GroupBy(point => point.Function).OrderBy(group => group.Key))
        {
            var addresses = group.Select(point => point.Address).Distinct().Order().ToList();
            var most = group.First().IsBit ? BitsAtOnce : RegistersAtOnce;
            for (var first = 0; first < addresses.Count;)
            {
                var last = first;
                while (last + 1 < addresses.Count && addresses[last + 1] - addresses[first] < most)
                {
                    last++;
                }

                var count = addresses[last] - addresses[first] + 1;
                reads.Add(group.First().IsBit ? ModbusRequest.ReadBits(group.Key, addresses[first], count) : ModbusRequest.ReadRegisters(group.Key, addresses[first], count));
                first = last + 1;
            }
        }

        return reads.ToImmutable();
    }

    /// <summary>The wiring of one channel of a module that switches several breakers.</summary>
    /// <param name="channel">Which, from 0.</param>
    /// <returns>The wiring with that channel's addresses.</returns>
    /// <exception cref="RefusedException">An address would lie outside 0 to 65535.</exception>
    public BreakerWiring At(int channel) => this with
    {
        Open = Shift(Open, channel)!,
        Close = Shift(Close, channel),
        Trip = Shift(Trip, channel),
        Closed = Shift(Closed, channel),
        Opened = Shift(Opened, channel),
        Tripped = Shift(Tripped, channel),
        Interlocked = Shift(Interlocked, channel),
        Remote = Shift(Remote, channel),
        Withdrawn = Shift(Withdrawn, channel),
        Watchdog = Shift(Watchdog, channel),
    };

    private BreakerWrite? Shift(BreakerWrite? write, int channel) =>
        write is null ? null : write with { Address = Shifted(write.Address, write.AddressPerChannel, channel), AddressPerChannel = 0 };

    private BreakerPoint? Shift(BreakerPoint? point, int channel) =>
        point is null ? null : point with { Address = Shifted(point.Address, point.AddressPerChannel, channel), AddressPerChannel = 0 };

    private int Shifted(int address, int perChannel, int channel)
    {
        var shifted = address + ((long)perChannel * channel);
        return shifted is >= 0 and <= LargestAddress
            ? (int)shifted
            : throw new RefusedException(WireFileErrors.BadValue, $"wiring '{Name}' has no channel {channel}: address {shifted} is not from 0 to {LargestAddress}.");
    }
}
