using System.Globalization;
using CsCheck;

namespace Spillway.Tests.Simulation.Independent;

/// <summary>Small sites and short price series in which every rule of the arithmetic has something to do.</summary>
internal static class RandomSites
{
    private static readonly Gen<decimal> _watts = Gen.Int[1, 8].Select(half => half * 500_000m);
    private static readonly Gen<decimal> _restart = Any(0m, 5m, 10m, 15m, 20m, 40m);
    private static readonly Gen<decimal> _minimum = Any(0m, 0m, 15m, 30m, 50m);

    /// <summary>Prices to the cent around what machines are worth, some below zero, some far above; one in eight a gap.</summary>
    public static Gen<SlowInterval[]> Grids(int least, int most) => Gen.Select(
        Gen.OneOf(Gen.Int[-3_000, 20_000], Gen.Int[4_000, 8_000], Gen.Int[50_000, 500_000]), Gen.Int[0, 7]).Array[least, most].Select(cells =>
            cells.Select((cell, index) => new SlowInterval(
                new DateTime(2023, 3, 11, 22, 0, 0, DateTimeKind.Utc).AddMinutes(15 * index),
                cell.Item2 == 0 && index > 0 ? null : cell.Item1 / 100m)).ToArray());

    /// <summary>Several loads behind a limit, each with one running mode.</summary>
    public static Gen<SlowSite> SingleMode(int loads, int machines) => Gen.Select(
        Load(1, machines).Array[1, loads], Gen.Int[1, 12], Gen.Int[0, 2], Gen.Int[5, 90],
        (list, limit, ramps, rate) =>
        {
            var most = list.Sum(load => load.Machines * load.Mw(SlowLoad.Normal));
            var idle = list.Sum(load => load.Machines * load.Mw(0));
            var import = Math.Max(idle, most * limit / 10m);
            decimal? ramp = ramps == 0 ? null : rate / 100m;
            return Site(list, import, ramp, ramps == 2 ? ramp : null);
        });

    /// <summary>Several loads with one to three running modes; nothing holds them together.</summary>
    public static Gen<SlowSite> ManyModes(int loads, int machines) =>
        Load(3, machines).Array[1, loads].Select(list => Site(list, 1_000m, null, null));

    private static SlowSite Site(SlowLoad[] loads, decimal import, decimal? up, decimal? down) => new(
        import,
        up,
        down,
        [.. loads.Select((load, index) => load with { Id = "load-" + index.ToString(CultureInfo.InvariantCulture) })],
        [(1.5m, 28m), (0.25m, -3.33m)],
        15m,
        static day => 40m + (day.Day * 1.37m));

    private static Gen<SlowLoad> Load(int modes, int machines) => Gen.Select(
        Gen.Select(Gen.Int[1, machines], _watts.Array[1, modes], Any(1m, 1.05m), _restart),
        Gen.Select(_minimum, _minimum, Any(0m, 0.75m, 4.4m), Gen.Int[0, 3]),
        Gen.Select(Gen.Int[3_000, 12_000], Any(0m, 0.01m), Any(0m, 0m, 25_000m)),
        (body, bounds, money) => new SlowLoad(
            "",
            body.Item1,
            [new("off", money.Item3, 0m), .. body.Item2.Select((watts, index) => new SlowMode(Name(index), watts, decimal.Round(watts / (20m + index), 3)))],
            body.Item3,
            body.Item4,
            bounds.Item1,
            bounds.Item2,
            bounds.Item3,
            bounds.Item4 == 0 ? money.Item1 / 100m : null,
            money.Item2));

    private static Gen<decimal> Any(params decimal[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Name(int index) => index == 0 ? "normal" : "mode-" + index.ToString(CultureInfo.InvariantCulture);
}
