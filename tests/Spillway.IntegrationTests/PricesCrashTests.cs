using System.Diagnostics;
using NodaTime;
using Shouldly;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.IntegrationTests;

/// <summary>Imports that are killed, interrupted, run into each other or out of space.</summary>
public sealed class PricesCrashTests
{
    private const int Kills = 10;

    [Fact]
    public async Task An_import_killed_at_any_point_has_happened_or_has_not()
    {
        using var folder = new TestFolder();
        var before = Path.Combine(folder.Root, "before");
        var second = folder.Write("second.csv.gz", TestFolder.Gzip(Rows(2)));
        SpillwayProcess.Run(before, "prices", "import", folder.Write("first.csv", Rows(1)), "--known-at", "2024-01-01").Code.ShouldBe(0);
        var (old, whole) = (State(before), Path.Combine(folder.Root, "whole"));
        Copy(before, whole);
        var clock = Stopwatch.StartNew();
        SpillwayProcess.Run(whole, "prices", "import", second, "--known-at", "2024-02-01").Code.ShouldBe(0);
        var (takes, then) = (clock.ElapsedMilliseconds, State(whole));
        then.ShouldNotBe(old);

        var random = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            // The last two thirds of the time are those in which something is written.
            var home = Path.Combine(folder.Root, $"home{kill}");
            Copy(before, home);
            using (var process = SpillwayProcess.Start(home, "prices", "import", second, "--known-at", "2024-02-01"))
            {
                process.WaitForExit((int)(takes / 3) + random.Next((int)(takes * 2 / 3)));
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            State(home).ShouldBeOneOf(old, then);
            await new PriceArchive(home).ImportAsync(
                MarketFileReader.Read(second, TestContext.Current.CancellationToken), Instant.FromUtc(2024, 2, 1, 0, 0), TestContext.Current.CancellationToken);
            State(home).ShouldBe(then);
            Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Count().ShouldBe(
                Directory.EnumerateFiles(whole, "*", SearchOption.AllDirectories).Count());
        }
    }

    [Fact]
    public void An_interrupted_import_exits_with_130_and_leaves_the_archive_as_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with the kill command of a Unix shell.");
        using var folder = new TestFolder();
        SpillwayProcess.Run(folder.Home, "prices", "import", folder.Write("first.csv", Rows(1)), "--known-at", "2024-01-01").Code.ShouldBe(0);
        var before = State(folder.Home);
        var many = Enumerable.Range(2, 12).Select(number => folder.Write($"{number}.csv.gz", TestFolder.Gzip(Rows(number)))).ToArray();
        using var process = SpillwayProcess.Start(folder.Home, ["prices", "import", .. many]);
        process.WaitForExit(300);
        using (var signal = Process.Start("/bin/sh", ["-c", $"kill -INT {process.Id}"]))
        {
            signal.WaitForExit();
        }

        var (code, _, _) = SpillwayProcess.End(process);
        code.ShouldBe(130);
        State(folder.Home).ShouldBe(before);
    }

    [Fact]
    public void An_import_beside_another_is_refused()
    {
        using var folder = new TestFolder();
        var file = folder.Write("a.csv", Built.TidyWide);
        SpillwayProcess.Run(folder.Home, "prices", "import", file).Code.ShouldBe(0);
        using var held = new FileStream(Path.Combine(folder.Home, "prices", "import.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var (code, _, errors) = SpillwayProcess.Run(folder.Home, "prices", "import", folder.Write("b.csv", Built.TidyLong));
        code.ShouldBe(1);
        errors.ShouldContain("Another import holds the price archive");
        errors.ShouldContain("[SW3003]");
    }

    [Fact]
    public void A_full_disk_refuses_the_import_and_keeps_the_archive()
    {
        Assert.SkipUnless(File.Exists("/bin/sh") && OperatingSystem.IsLinux(), "A limit on the length of files needs a Unix shell.");
        using var folder = new TestFolder();
        SpillwayProcess.Run(folder.Home, "prices", "import", folder.Write("a.csv", Built.TidyWide)).Code.ShouldBe(0);
        var before = State(folder.Home);
        var large = folder.Write("large.csv", Rows(3));
        var (code, _, errors) = SpillwayProcess.RunLimited(folder.Home, 64, "prices", "import", large);
        code.ShouldBe(1, errors);
        errors.ShouldContain("[SW3002]");
        errors.ShouldContain(folder.Home);
        State(folder.Home).ShouldBe(before);
        Directory.EnumerateFiles(folder.Home, "*.parquet", SearchOption.AllDirectories).Count().ShouldBe(1);
        SpillwayProcess.Run(folder.Home, "prices", "import", large).Code.ShouldBe(0);
    }

    [Fact]
    public void A_data_folder_that_cannot_be_one_is_refused()
    {
        using var folder = new TestFolder();
        var file = folder.Write("a.csv", Built.TidyWide);
        foreach (var home in new[] { file, Path.Combine(file, "below") })
        {
            foreach (var arguments in new[] { new[] { "prices", "import", file }, ["prices", "info"] })
            {
                var (code, _, errors) = SpillwayProcess.Run(home, arguments);
                if (home == file || arguments[1] == "import")
                {
                    code.ShouldBe(1);
                    errors.ShouldContain("[SW3001]");
                    errors.ShouldContain(home);
                }
            }
        }
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_refused_and_nothing_is_left_beside_it()
    {
        using var folder = new TestFolder();
        SpillwayProcess.Run(folder.Home, "prices", "import", folder.Write("a.csv", Built.TidyWide)).Code.ShouldBe(0);
        var (code, _, errors) = SpillwayProcess.Run(folder.Home, "prices", "export", "--out", Path.Combine(folder.Root, "none", "x.csv"));
        code.ShouldBe(1);
        errors.ShouldContain("[SW4107]");
        Directory.CreateDirectory(Path.Combine(folder.Root, "x.csv"));
        SpillwayProcess.Run(folder.Home, "prices", "export", "--out", Path.Combine(folder.Root, "x.csv")).Code.ShouldBe(1);
        Directory.EnumerateFiles(folder.Root, "*.new").ShouldBeEmpty();
    }

    private static string Rows(int version) => "interval_start_utc,LZ_WEST,HB_NORTH,HB_WEST\n" + string.Concat(
        Enumerable.Range(0, 20_000).Select(row => FormattableString.Invariant(
            $"{Instant.FromUtc(2023, 1, 1, 6, 0) + (Duration.FromMinutes(15) * row)},{version}.{row % 97},{row % 31},{version * row % 53}\n")));

    /// <summary>Everything the archive answers, as one text.</summary>
    private static string State(string home) => string.Join('\n', new PriceArchive(home)
        .Query(_ => true, Instant.FromUnixTimeSeconds(0), Instant.FromUtc(2100, 1, 1, 0, 0))
        .Select(series => $"{series.Key} {series.Values.Length} {series.Values.Sum()} {series.Sources.Sum()} {series.Revisions.Length} {series.Revisions.Sum(revision => revision.Value)}"));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
