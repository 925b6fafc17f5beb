using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;

namespace Spillway.Bench;

/// <summary>Importing a tidy year, read and stored, against reading its lines and cutting them at the commas.</summary>
public static class ImportBench
{
    private const int Runs = 9;
    private const int WarmUps = 15;
    private const int Points = 15;
    private const int Rows = 35_040;

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var folder = Directory.CreateTempSubdirectory("spillway-bench-");
        try
        {
            var file = Year(folder.FullName);
            var reference = new (double Wall, double Processor)[Runs];
            var ours = new (double Wall, double Processor)[Runs];
            for (var run = -WarmUps; run < Runs; run++)
            {
                var left = Timed(() => Split(file));
                var right = Timed(() => Import(file, Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"run{run + WarmUps}"))));
                if (run >= 0)
                {
                    (reference[run], ours[run]) = (left, right);
                }
            }

            Report(file, Median(reference.Select(run => run.Wall)), Median(ours.Select(run => run.Wall)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in processor time: {Median(reference.Select(run => run.Processor)):0.0} ms and {Median(ours.Select(run => run.Processor)):0.0} ms"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"import: ratio={Median(reference.Select(run => run.Wall)) / Median(ours.Select(run => run.Wall)):0.000}"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Report(string file, double reference, double ours)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"machine: {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}"));
        Console.WriteLine($"file: {Path.GetFileName(file)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reference: gunzip + ReadLine + Split(','), no conversion: {reference:0.0} ms (median of {Runs})"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"spillway: read, checked and stored in an empty archive: {ours:0.0} ms (median of {Runs})"));
    }

    private static (double Wall, double Processor) Timed(Action act)
    {
        using var process = Process.GetCurrentProcess();
        var (begun, used) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        act();
        var wall = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        process.Refresh();
        return (wall, (process.TotalProcessorTime - used).TotalMilliseconds);
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(Runs / 2);

    private static void Split(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var cells = 0;
        while (reader.ReadLine() is { } line)
        {
            cells += line.Split(',').Length;
        }

        if (cells == 0)
        {
            throw new InvalidOperationException("The file is empty.");
        }
    }

    private static void Import(string file, string dataFolder) => new PriceArchive(dataFolder)
        .ImportAsync(MarketFileReader.Read(file, CancellationToken.None), Instant.FromUtc(2026, 1, 1, 0, 0), CancellationToken.None)
        .GetAwaiter().GetResult();

    private static string Year(string folder)
    {
        var shared = Environment.GetEnvironmentVariable("SPILLWAY_DATA");
        var real = shared is null ? null : Path.Combine(shared, "ercot", "rtm_spp", "ercot_rtm_spp_15min_2023.csv.gz");
        return real is not null && File.Exists(real) ? real : Synthetic(Path.Combine(folder, "synthetic_rtm_spp_15min.csv.gz"));
    }

    private static string Synthetic(string path)
    {
        var random = new Random(1);
        using var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Optimal), new UTF8Encoding(false));
        writer.Write("interval_start_utc," + string.Join(',', Enumerable.Range(1, Points).Select(point => $"LZ_POINT{point}")) + "\n");
        var start = new DateTime(2023, 1, 1, 6, 0, 0, DateTimeKind.Utc);
        for (var row = 0; row < Rows; row++)
        {
            writer.Write(start.AddMinutes(15 * row).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            var system = 20 + (random.NextDouble() * 40);
            for (var point = 0; point < Points; point++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $",{system + random.NextDouble():0.00}"));
            }

            writer.Write('\n');
        }

        return path;
    }
}
