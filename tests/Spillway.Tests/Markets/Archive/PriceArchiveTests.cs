using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Markets.Archive;

public sealed class PriceArchiveTests
{
    private static readonly Instant _monday = Instant.FromUtc(2023, 9, 4, 12, 0);
    private static readonly Instant _tuesday = _monday + Duration.FromDays(1);
    private static readonly Instant _wednesday = _monday + Duration.FromDays(2);
    private const string Head = "interval_start_utc,LZ_WEST\n";

    [Fact]
    public async Task The_same_file_again_and_the_same_figures_again_change_nothing()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        (await Import(archive, folder, _monday, Built.TidyWide)).ShouldHaveSingleItem().New.ShouldBe(5);

        var again = (await Import(archive, folder, _tuesday, Built.TidyWide)).ShouldHaveSingleItem();
        again.KnownBefore.ShouldBeTrue();
        again.Same.ShouldBe(5);
        archive.Sources().ShouldHaveSingleItem();

        var other = (await Import(archive, folder, _tuesday, Built.TidyWide + "\n")).ShouldHaveSingleItem();
        other.KnownBefore.ShouldBeFalse();
        (other.New, other.Same, other.Corrected).ShouldBe((0, 5, 0));
        All(archive).ShouldAllBe(series => series.Revisions.IsEmpty);
    }

    [Fact]
    public async Task All_parts_of_a_file_with_two_interval_lengths_are_taken_in_one_import_and_known_ever_after()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        var first = await Import(archive, folder, _monday, Built.DashboardPrices);
        first.Select(part => (part.KnownBefore, part.New)).ShouldBe([(false, 4), (false, 1)]);
        archive.Sources().ShouldHaveSingleItem();
        All(archive).Select(series => series.Interval).Distinct().ShouldBe([Duration.FromMinutes(15), Duration.FromHours(1)], ignoreOrder: true);

        (await Import(archive, folder, _tuesday, Built.DashboardPrices)).ShouldAllBe(part => part.KnownBefore);
        All(archive).Sum(series => series.Values.Length).ShouldBe(5);
    }

    [Fact]
    public async Task A_file_named_twice_in_one_import_is_taken_once()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        (await Import(archive, folder, _monday, Built.TidyWide, Built.TidyWide)).Select(import => import.KnownBefore).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_later_file_stands_and_the_earlier_price_is_kept_with_the_time_each_was_known()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, _monday, Head + "2023-09-01T06:00:00Z,10\n2023-09-01T06:15:00Z,20\n2023-09-01T06:30:00Z,30\n");
        var import = (await Import(archive, folder, _tuesday, Head + "2023-09-01T06:00:00Z,10\n2023-09-01T06:15:00Z,25\n2023-09-01T06:30:00Z,31\n")).Single();

        (import.New, import.Same, import.Corrected).ShouldBe((0, 1, 2));
        import.Series[0].Largest.ShouldBe(new Disagreement(import.Series[0].Key, Instant.FromUtc(2023, 9, 1, 6, 15), 20m, 25m));
        import.Series[0].Largest!.Difference.ShouldBe(5m);
        var series = All(archive).Single();
        series.Values.ShouldBe([10m, 25m, 31m]);
        series.Revisions.Select(revision => (revision.Value, revision.KnownAt, revision.ReplacedAt))
            .ShouldBe([(20m, _monday, _tuesday), (30m, _monday, _tuesday)]);
    }

    [Fact]
    public async Task A_file_that_was_known_earlier_takes_its_place_in_the_chain_when_it_arrives_later()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, _monday, Head + "2023-09-01T06:00:00Z,10\n2023-09-01T06:15:00Z,10\n");
        await Import(archive, folder, _wednesday, Head + "2023-09-01T06:00:00Z,30\n2023-09-01T06:15:00Z,30\n");
        var late = (await Import(archive, folder, _tuesday, Head + "2023-09-01T06:00:00Z,20\n2023-09-01T06:15:00Z,30\n")).Single();

        late.Corrected.ShouldBe(1);
        var series = All(archive).Single();
        series.Values.ShouldBe([30m, 30m]);
        series.Revisions.Where(revision => revision.StartUnixSeconds == series.StartsUnixSeconds[0])
            .Select(revision => (revision.Value, revision.KnownAt, revision.ReplacedAt))
            .ShouldBe([(10m, _monday, _tuesday), (20m, _tuesday, _wednesday)]);
    }

    [Fact]
    public async Task The_zone_and_its_energy_weighted_price_are_two_series()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, _monday, Built.TidyTyped);
        archive.Keys().Select(key => key.Point.Type).ShouldBe([SettlementPointType.Zone, SettlementPointType.ZoneEnergyWeighted]);
        All(archive).Select(series => series.Values.Length).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task An_import_with_one_refused_file_takes_none_of_them()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, _monday, Head + "2023-09-01T06:00:00Z,10\n2023-09-01T06:15:00Z,20\n");
        var before = Files(folder);
        var refusal = await Should.ThrowAsync<RefusedException>(() => Import(
            archive, folder, _tuesday, Built.TidyLong.Replace("LZ_WEST", "HB_WEST", StringComparison.Ordinal), Head + "2023-09-01T07:00:00Z,10\n2023-09-01T07:05:00Z,20\n"));
        refusal.Code.ShouldBe(ArchiveErrors.OtherInterval);
        refusal.Message.ShouldContain("LZ_WEST in 2023 in intervals of 5 min, the archive has it in intervals of 15 min");
        Files(folder).ShouldBe(before);
    }

    [Fact]
    public async Task A_stopped_import_leaves_the_archive_as_it_was()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, _monday, Built.TidyWide);
        var before = Files(folder);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => archive.ImportAsync([folder.One(Built.TidyLong)], _tuesday, stop.Token));
        Files(folder).ShouldBe(before);
    }

    [Fact]
    public async Task What_a_killed_import_left_behind_is_removed_by_the_next()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, _monday, Built.TidyWide);
        var stray = Path.Combine(folder.Home, "prices", "ercot", "real-time", "2023-9.parquet");
        await File.WriteAllTextAsync(stray, "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Home, "prices", "manifest.json.new"), "half", TestContext.Current.CancellationToken);

        All(archive).Sum(series => series.Values.Length).ShouldBe(5);
        await Import(archive, folder, _tuesday, Built.TidyWide + "\n");

        Files(folder).Keys.ShouldNotContain(path => path.EndsWith("2023-9.parquet", StringComparison.Ordinal) || path.EndsWith(".new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_import_at_the_same_time_is_refused()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, _monday, Built.TidyWide);
        await using var held = new FileStream(Path.Combine(folder.Home, "prices", "import.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var refusal = await Should.ThrowAsync<RefusedException>(() => Import(archive, folder, _tuesday, Built.TidyLong));
        refusal.Code.ShouldBe(ArchiveErrors.Locked);
        refusal.Message.ShouldContain(folder.Home);
        All(archive).Sum(series => series.Values.Length).ShouldBe(5);
    }

    [Fact]
    public async Task Readers_see_one_whole_state_while_imports_run()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await archive.ImportAsync([Version(folder, 1)], _monday, TestContext.Current.CancellationToken);
        var writing = Task.Run(
            async () =>
            {
                for (var version = 2; version <= 25; version++)
                {
                    await archive.ImportAsync([Version(folder, version)], _monday + Duration.FromHours(version), TestContext.Current.CancellationToken);
                }
            },
            TestContext.Current.CancellationToken);
        var last = 0m;
        do
        {
            var series = All(archive);
            series.Length.ShouldBe(2);
            var value = series.SelectMany(one => one.Values).Distinct().ShouldHaveSingleItem();
            value.ShouldBeGreaterThanOrEqualTo(last);
            last = value;
        }
        while (!writing.IsCompleted);
        await writing;
        All(archive)[0].Values[0].ShouldBe(25m);
        All(archive)[0].Revisions.Length.ShouldBe(24 * 200);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":2}")]
    [InlineData("{\"version\":1,\"generation\":1,\"sources\":7,\"partitions\":[]}")]
    [InlineData("{\"version\":1,\"generation\":1,\"sources\":[null],\"partitions\":[]}")]
    [InlineData("{\"version\":1,\"generation\":1,\"sources\":[],\"partitions\":[{\"market\":\"ercot\",\"product\":\"salt\"}]}")]
    public void A_manifest_that_is_none_is_refused(string text)
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(Path.Combine(folder.Home, "prices"));
        File.WriteAllText(Path.Combine(folder.Home, "prices", "manifest.json"), text);
        Should.Throw<RefusedException>(() => new PriceArchive(folder.Home).Keys()).Code.ShouldBe(ArchiveErrors.Damaged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no Parquet file, and never was one")]
    public async Task A_damaged_partition_is_refused_by_name_to_readers_and_to_an_import(string text)
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, _monday, Built.TidyWide);
        var partition = Files(folder).Keys.Single(path => path.EndsWith(".parquet", StringComparison.Ordinal));
        await File.WriteAllTextAsync(partition, text, TestContext.Current.CancellationToken);

        Should.Throw<RefusedException>(() => All(archive)).Code.ShouldBe(ArchiveErrors.Damaged);
        var refusal = await Should.ThrowAsync<RefusedException>(() => Import(archive, folder, _tuesday, Head + "2023-01-01T06:00:00Z,10\n2023-01-01T06:15:00Z,20\n"));
        refusal.Code.ShouldBe(ArchiveErrors.Damaged);
        refusal.Message.ShouldContain(partition);

        File.Delete(partition);
        Should.Throw<RefusedException>(() => All(archive)).Code.ShouldBe(ArchiveErrors.Damaged);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_refused()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.Home, "", TestContext.Current.CancellationToken);
        var archive = new PriceArchive(folder.Home);
        Should.Throw<RefusedException>(() => archive.Keys()).Code.ShouldBe(ArchiveErrors.FolderUnusable);
        (await Should.ThrowAsync<RefusedException>(() => Import(archive, folder, _monday, Built.TidyWide))).Message.ShouldContain(folder.Home);
    }

    [Fact]
    public void An_archive_that_is_not_there_holds_nothing()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        archive.Keys().ShouldBeEmpty();
        archive.Coverage(_ => true, RuleLibrary.Open("").Find).ShouldBeEmpty();
        Directory.Exists(folder.Home).ShouldBeFalse();
    }

    [Fact]
    public async Task Figures_with_more_digits_than_a_column_holds_are_refused()
    {
        using var folder = new TestFolder();
        var refusal = await Should.ThrowAsync<RefusedException>(() => Import(
            new(folder.Home), folder, _monday, Head + "2023-01-01T06:00:00Z,1234567890123456\n2023-01-01T06:15:00Z,0.1234567890123456\n"));
        refusal.Code.ShouldBe(ArchiveErrors.FigureTooLong);
        refusal.Message.ShouldContain("16 digits before and 16 after the point");
    }

    private static ImmutableArray<ArchivedSeries> All(PriceArchive archive) =>
        archive.Query(_ => true, Instant.FromUnixTimeSeconds(0), Instant.FromUtc(2100, 1, 1, 0, 0));

    private static Task<ImmutableArray<FileImport>> Import(PriceArchive archive, TestFolder folder, Instant knownAt, params string[] texts) =>
        archive.ImportAsync([.. texts.SelectMany(text => folder.Read(text))], knownAt, TestContext.Current.CancellationToken);

    private static MarketFile Version(TestFolder folder, int version) => folder.One(
        "interval_start_utc,LZ_WEST,HB_NORTH\n" + string.Concat(Enumerable.Range(0, 200).Select(row =>
            $"{Instant.FromUtc(2023, 1, 1, 0, 0) + (Duration.FromMinutes(15) * row)},{version},{version}\n")));

    private static Dictionary<string, string> Files(TestFolder folder) => Directory
        .EnumerateFiles(folder.Home, "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path)));
}
