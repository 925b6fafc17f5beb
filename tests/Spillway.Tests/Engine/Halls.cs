using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Tests.Engine;

/// <summary>Small loads with round numbers: each machine draws 1 MW unless said otherwise.</summary>
internal static class Halls
{
    public static readonly Minutes Quarter = new(15m);

    public static LoadGroup Hall(string id, int machines, decimal value) => new(
        new(id),
        "miner",
        machines,
        [new("off", new(0m), new(0m)), new("normal", new(1_000_000m), new(0m))],
        1,
        new(1m),
        Minutes.Zero,
        Minutes.Zero,
        Minutes.Zero,
        Money.Zero,
        new EnergyPrice(value),
        new(0m));

    /// <summary>Off, normal at 1 MW, low at half a MW, boost at one and a half.</summary>
    public static LoadGroup WithModes(this LoadGroup group) => new(
        group.Id,
        group.Kind,
        group.Machines,
        [
            new("off", new(0m), new(0m)),
            new("normal", new(1_000_000m), new(50_000m)),
            new("low", new(500_000m), new(30_000m)),
            new("boost", new(1_500_000m), new(60_000m)),
        ],
        1,
        new(1m),
        group.RestartTime,
        group.MinimumUpTime,
        group.MinimumDownTime,
        group.WearPerStart,
        null,
        new(0m));

    public static Site Site(decimal import, params LoadGroup[] loads) => new(new("site"), new(new(import), null, null), [.. loads], []);

    public static Slot Slot(int index = 0) =>
        new(Instant.FromUtc(2023, 8, 17, 20, 0) + (Duration.FromMinutes(15) * index), Duration.FromMinutes(15));
}
