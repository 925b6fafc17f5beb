using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Bench;

/// <summary>A year of 15-minute prices at 15 points, with the year before it: ERCOT's where SPILLWAY_DATA is set, else
/// drawn from a seed.</summary>
internal sealed record PriceYear(string File, string Before, bool IsReal, PriceSeries Series, Instant From, Instant To)
{
    private const int Points = 15;
    private static readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb["America/Chicago"];

    public string Kind => IsReal ? "real" : "synthetic: SPILLWAY_DATA is not set";

    public static DateTimeZone Zone => _zone;

    public static PriceYear Load(string folder)
    {
        var shared = Environment.GetEnvironmentVariable("SPILLWAY_DATA");
        var real = shared is null ? null : Path.Combine(shared, "ercot", "rtm_spp", "ercot_rtm_spp_15min_2023.csv.gz");
        var isReal = real is not null && System.IO.File.Exists(real);
        var file = isReal ? real! : Synthetic(folder, 2023);
        var before = isReal ? real!.Replace("2023", "2022", StringComparison.Ordinal) : Synthetic(folder, 2022);
        var files = new[] { before, file }.SelectMany(path => MarketFileReader.Read(path, CancellationToken.None)).ToList();
        var series = PriceSeriesLoader.FromFiles(files, "ercot", SettlementPoint.FromColumn("LZ_WEST")).Series;
        return new(file, before, isReal, series, Midnight(2023), Midnight(2024));
    }

    /// <summary>The reference: gunzip and decimal parse of all columns, on one thread.</summary>
    public decimal Parse()
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(File), CompressionMode.Decompress));
        reader.ReadLine();
        var sum = 0m;
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            for (var cell = 1; cell < cells.Length; cell++)
            {
                sum += cells[cell].Length == 0 ? 0m : decimal.Parse(cells[cell], NumberStyles.Number, CultureInfo.InvariantCulture);
            }
        }

        return sum;
    }

    private static Instant Midnight(int year) => new LocalDate(year, 1, 1).AtStartOfDayInZone(_zone).ToInstant();

    // Days with a morning and an evening, a wandering level, spikes that last: enough shape for machines to start and stop.
    private static string Synthetic(string folder, int year)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"synthetic_{year}.csv.gz"));
        var random = new Random(year);
        using var writer = new StreamWriter(new GZipStream(System.IO.File.Create(path), CompressionLevel.Optimal), new UTF8Encoding(false));
        var names = Enumerable.Range(1, Points - 1).Select(point => string.Create(CultureInfo.InvariantCulture, $"LZ_POINT{point}"));
        writer.Write("interval_start_utc,LZ_WEST," + string.Join(',', names) + "\n");
        var level = 0.0;
        var spike = 0.0;
        for (var start = Midnight(year); start < Midnight(year + 1); start += Duration.FromMinutes(15))
        {
            level = (0.98 * level) + random.NextDouble() - 0.5;
            spike = random.NextDouble() < 0.003 ? 3000 * random.NextDouble() : spike * 0.7;
            var system = 35 + (8 * level) + (12 * Math.Sin(Math.PI * start.InZone(_zone).Hour / 12.0)) + spike;
            writer.Write(start.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            for (var point = 0; point < Points; point++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $",{system + random.NextDouble():0.00}"));
            }

            writer.Write('\n');
        }

        return path;
    }
}
