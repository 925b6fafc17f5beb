using System.Globalization;
using System.IO.Compression;
using NodaTime;
using NodaTime.Text;
using Spillway.Tests;

namespace Spillway.IntegrationTests.Published;

/// <summary>The day-ahead prices of LZ_WEST in December 2024 and what a MWh earned in that month, read plainly.</summary>
internal sealed class DecemberOfWest
{
    private const decimal JoulesPerTerahash = 15m;
    private const decimal PerHourAndMegawatt = 1_000_000m / 24m / 1000m;

    public DecemberOfWest()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
        Prices =
        [
            .. Column("ercot/dam_spp/ercot_dam_spp_hourly_2024.csv.gz", "LZ_WEST")
                .Where(row => InstantPattern.ExtendedIso.Parse(row.Key).Value.InZone(zone) is { Year: 2024, Month: 12 })
                .Select(row => row.Value),
        ];
        Hashprice = Column("bitcoin/btc_daily_economics.csv.gz", "hashprice_usd_per_ph_day")
            .Where(row => row.Key.StartsWith("2024-12", StringComparison.Ordinal)).Average(row => row.Value);
    }

    public List<decimal> Prices { get; }

    /// <summary>USD/PH/day.</summary>
    public decimal Hashprice { get; }

    /// <summary>What a MWh earned, USD.</summary>
    public decimal Value => Hashprice * PerHourAndMegawatt / JoulesPerTerahash;

    private static IEnumerable<(string Key, decimal Value)> Column(string file, string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(RealFiles.Find(file)), CompressionMode.Decompress));
        var column = reader.ReadLine()!.Split(',').ToList().IndexOf(name);
        while (reader.ReadLine()?.Split(',') is { } cells)
        {
            if (cells[column].Length > 0)
            {
                yield return (cells[0], decimal.Parse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture));
            }
        }
    }
}
