using System.Globalization;
using System.Text;
using NodaTime;

namespace Spillway.Bench;

/// <summary>A made-up site-year in files: ten contracts, a site meter and fifty sub-meters every quarter of an hour.</summary>
internal sealed class SettleYear
{
    /// <summary>How many sub-meters.</summary>
    public const int SubMeters = 50;

    private const int Hall = 25;
    private static readonly Instant _from = Instant.FromUtc(2026, 1, 1, 6, 0);

    private SettleYear(string folder, int intervals)
    {
        (Folder, Intervals) = (folder, intervals);
    }

    /// <summary>Where the files lie.</summary>
    public string Folder { get; }

    /// <summary>How many intervals.</summary>
    public int Intervals { get; }

    public string Site => Path.Combine(Folder, "site.yaml");

    public string Prices => Path.Combine(Folder, "prices.csv");

    public string Meter => Path.Combine(Folder, "meter.csv");

    public string Awards => Path.Combine(Folder, "awards.csv");

    /// <summary>Writes the files; the same on every run.</summary>
    public static SettleYear Write(string folder, int days)
    {
        var year = new SettleYear(folder, days * 96);
        var random = new Random(1);
        File.WriteAllText(year.Site, SiteText());
        using var prices = Open(year.Prices, "interval_start_utc,LZ_WEST,LZ_WEST@LZEW");
        using var meter = Open(year.Meter, "interval_start_utc,meter,energy_mwh,quality");
        using var awards = Open(year.Awards, "interval_start_utc,contract,product,award_mw,price_usd_per_mwh,rt_award_mw,rt_price_usd_per_mwh,deployed_mw");
        for (var index = 0; index < year.Intervals; index++)
        {
            var start = (_from + (Duration.FromMinutes(15) * index)).ToString();
            var price = random.Next(-1_000, 9_000) / 100m;
            prices.Write(Text($"{start},{price},{price + 0.13m}\n"));
            Meters(meter, start, random);
            awards.Write(Text($"{start},rrs,rrs-ufr,10,{random.Next(100, 900) / 100m},10,{random.Next(0, 900) / 100m},\n"));
            if (index % 4 == 0)
            {
                awards.Write(Text($"{start},day-ahead,day-ahead,5,{price + 1m},,,\n"));
            }
        }

        return year;
    }

    private static void Meters(StreamWriter meter, string start, Random random)
    {
        var parts = new int[SubMeters];
        for (var part = 0; part < SubMeters; part++)
        {
            parts[part] = random.Next(400_000, 500_000);
        }

        meter.Write(Text($"{start},main,{parts.Sum() / 1_000_000m},actual\n"));
        for (var part = 0; part < SubMeters; part++)
        {
            meter.Write(Text($"{start},hall-{part / Hall}-{part % Hall:00},{parts[part] / 1_000_000m},actual\n"));
        }
    }

    private static string SiteText()
    {
        var meters = string.Concat(Enumerable.Range(0, SubMeters).Select(part => Text($"  - {{id: hall-{part / Hall}-{part % Hall:00}, role: other}}\n")));
        return $$"""
            site: bench
            time_zone: America/Chicago
            currency: USD
            market: {operator: ercot, settlement_point: LZ_WEST}
            interconnection: {import_limit_mw: 120}
            loads:
              - {id: hall-a, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6}
            meters:
              - {id: main, role: site}
            {{meters}}
            contracts:
              - {kind: index, id: retail, adder_usd_per_mwh: 2.5, loss_factor_ratio: 1.02, fee_usd_per_mwh: 0.63}
              - {kind: fixed-block, id: block-1, mw: 40, price_usd_per_mwh: 28}
              - {kind: fixed-block, id: block-2, mw: 10, price_usd_per_mwh: 41, shape: 5x16, sell_back_spread_usd_per_mwh: 1.5}
              - {kind: fixed-block, id: block-3, mw: 5, price_usd_per_mwh: 35, shape: 7x16}
              - {kind: trade, id: trade-1, side: buy, mw: 10, price_usd_per_mwh: 33}
              - {kind: day-ahead, id: day-ahead}
              - {kind: ancillary, id: rrs, product: rrs-ufr}
              - {kind: emergency-response, id: ers, mw: 5, price_usd_per_mw_h: 4.36}
              - {kind: delivery, id: wires, demand_usd_per_kw_month: 3.85, energy_usd_per_mwh: 0.42}
              - kind: hosting
                id: tenants
                price_basis: fixed
                price_usd_per_mwh: 65
                customers: [{customer: acme, group: hall-a, share_ratio: 0.4}]

            """.Replace("\n\ncontracts", "\ncontracts", StringComparison.Ordinal);
    }

    private static StreamWriter Open(string path, string header)
    {
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        writer.Write(header + "\n");
        return writer;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
