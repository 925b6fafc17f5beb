using NodaTime;
using Spillway.Devices.Breakers;
using Spillway.Devices.Meters;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>A driver wired to its emulator, and what its protocol can tell.</summary>
internal sealed class BreakerStand(IBreaker driver, LoneBreaker emulated, Func<ValueTask> end) : IAsyncDisposable
{
    /// <summary>Enough for a busy machine.</summary>
    public static readonly TimeSpan Patient = TimeSpan.FromSeconds(5);

    /// <summary>For feedback that does not come.</summary>
    public static readonly TimeSpan Impatient = TimeSpan.FromMilliseconds(50);

    public static readonly Instant Start = Instant.FromUtc(2026, 7, 1, 12, 0);

    public IBreaker Driver => driver;

    /// <summary>What it measures; null where it does not.</summary>
    public IMeter? Meter { get; init; }

    /// <summary>Lets the device go without a goodbye.</summary>
    public Action Vanish { get; init; } = () => { };

    public bool HasInterlock { get; init; }

    public bool HasSelector { get; init; }

    public bool HasTripContact { get; init; }

    public bool HasRack { get; init; }

    public bool HasWatchdog { get; init; }

    public bool HasShuntTrip { get; init; }

    public void Change(Action<PhysicalBreaker, Instant> act) => emulated.Ask((breaker, now) =>
    {
        act(breaker, now);
        return true;
    });

    public bool IsLive => emulated.Ask((breaker, _) => breaker.IsLive);

    public int Operations => emulated.Ask((breaker, _) => breaker.Operations);

    public async ValueTask DisposeAsync()
    {
        await driver.DisposeAsync();
        if (Meter is not null)
        {
            await Meter.DisposeAsync();
        }

        await end();
    }
}
