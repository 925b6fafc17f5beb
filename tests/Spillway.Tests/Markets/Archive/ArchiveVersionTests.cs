using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Xunit;

namespace Spillway.Tests.Markets.Archive;

/// <summary>Reviews of imports, and the way back to a former state of the archive.</summary>
public sealed class ArchiveVersionTests
{
    private const string Head = "interval_start_utc,LZ_WEST\n";
    private static readonly Instant _monday = Instant.FromUtc(2023, 9, 4, 12, 0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_review_counts_intervals_and_days_shows_what_would_be_replaced_and_writes_nothing()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, 0, "2023-09-01T06:00:00Z,10\n2023-09-01T06:15:00Z,20\n");
        var files = Directory.GetFiles(Path.Combine(folder.Home, "prices"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();

        // Two new days of the market, whose day begins at 05:00 UTC, though three of UTC.
        var review = await archive.ReviewAsync(
            folder.Read(Head + "2023-09-01T06:15:00Z,21\n2023-09-01T06:30:00Z,30\n2023-09-02T04:45:00Z,31\n2023-09-02T05:00:00Z,32\n2023-09-03T04:45:00Z,33\n"), _monday, Rules, Ct);

        var series = review.Series.ShouldHaveSingleItem();
        (series.New, series.Changed, series.Gone, series.NewDays).ShouldBe((4, 1, 0, 2));
        (series.FirstNew, series.LastNew).ShouldBe((Instant.FromUtc(2023, 9, 1, 6, 30), Instant.FromUtc(2023, 9, 3, 4, 45)));
        review.First.ShouldHaveSingleItem().ShouldBe(new(series.Key, Instant.FromUtc(2023, 9, 1, 6, 15), 20m, 21m));
        (review.Version, review.Files.ShouldHaveSingleItem().Corrected).ShouldBe((1, 1));
        Directory.GetFiles(Path.Combine(folder.Home, "prices"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ShouldBe(files);
        archive.Versions().ShouldHaveSingleItem().Figures.ShouldBe(2);
    }

    [Fact]
    public async Task A_former_state_stands_again_with_its_figures_its_revisions_and_without_the_file_that_came_after()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, 0, "2023-09-01T06:00:00Z,10\n2023-09-01T06:15:00Z,20\n");
        await Import(archive, folder, 1, "2023-09-01T06:00:00Z,10\n2023-09-01T06:15:00Z,25\n");
        var before = All(archive);
        await Import(archive, folder, 2, "2023-09-01T06:00:00Z,99\n2023-09-01T06:15:00Z,25\n2024-02-01T06:00:00Z,1\n");

        var review = await archive.ReviewRestoreAsync(2, Rules, Ct);
        (review.New, review.Changed, review.Gone).ShouldBe((0, 1, 1));
        review.First.Select(static one => (one.Before, one.After)).ShouldBe([(99m, 10m), (1m, null)]);
        archive.Restore(2, new(_monday, "ann", review.Version)).ShouldBe(4);

        var after = All(archive).ShouldHaveSingleItem();
        after.Values.ShouldBe(before.Single().Values);
        after.Revisions.ShouldBe(before.Single().Revisions);
        archive.Sources().Length.ShouldBe(2);
        var versions = archive.Versions();
        versions.Select(static one => (one.Number, one.BackTo, one.IsStanding)).ShouldBe([(4, 2, true), (3, null, false), (2, null, false), (1, null, false)]);
        (versions[0].By, versions[0].At).ShouldBe(("ann", _monday));

        // The file can be imported anew, and going back can be taken back too.
        (await Import(archive, folder, 2, "2023-09-01T06:00:00Z,99\n2023-09-01T06:15:00Z,25\n2024-02-01T06:00:00Z,1\n")).Single().KnownBefore.ShouldBeFalse();
        archive.Restore(4, new(_monday, "ann", 5)).ShouldBe(6);
        All(archive).ShouldHaveSingleItem().Values.ShouldBe([10m, 25m]);
    }

    [Fact]
    public async Task The_last_five_former_states_are_kept_with_their_files_and_no_more()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        for (var number = 0; number < 9; number++)
        {
            await Import(archive, folder, number, $"2023-09-01T06:00:00Z,{number}\n2023-09-01T06:15:00Z,7\n");
        }

        archive.Versions().Select(static one => one.Number).ShouldBe([9, 8, 7, 6, 5, 4]);
        Directory.GetFiles(folder.Home, "2023-?.parquet", SearchOption.AllDirectories).Length.ShouldBe(6);
        Should.Throw<RefusedException>(() => archive.Restore(3, new(_monday, "", null))).Code.ShouldBe(ArchiveErrors.NoVersion);
        Should.Throw<RefusedException>(() => archive.Restore(9, new(_monday, "", null))).Code.ShouldBe(ArchiveErrors.NoVersion);
        archive.Restore(4, new(_monday, "", null)).ShouldBe(10);
        All(archive).Single().Values.ShouldBe([3m, 7m]);
    }

    [Fact]
    public async Task What_was_reviewed_against_another_version_is_refused_and_a_former_state_that_is_damaged_is_none()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await Import(archive, folder, 0, "2023-09-01T06:00:00Z,10\n2023-09-01T06:15:00Z,20\n");
        await Import(archive, folder, 1, "2023-09-01T06:00:00Z,11\n2023-09-01T06:15:00Z,20\n");

        var refusal = await Should.ThrowAsync<RefusedException>(archive.ImportAsync(folder.Read(Head + "2023-09-01T06:00:00Z,12\n2023-09-01T06:15:00Z,20\n"), _monday, new(_monday, "ann", 1), Ct));
        refusal.Code.ShouldBe(ArchiveErrors.OtherVersion);
        refusal.What.ShouldBe("The archive stands at version 2; version 1 was reviewed.");
        await File.WriteAllTextAsync(Path.Combine(folder.Home, "prices", "former", "000001.json"), "half", Ct);
        archive.Versions().ShouldHaveSingleItem().Number.ShouldBe(2);
        Should.Throw<RefusedException>(() => archive.Restore(1, new(_monday, "", null))).Code.ShouldBe(ArchiveErrors.NoVersion);
    }

    private static MarketRules? Rules(string market) => Spillway.App.Rules.RuleLibrary.Open(Path.GetTempPath()).Find(market);

    private static ImmutableArray<ArchivedSeries> All(PriceArchive archive) => archive.Query(static _ => true, Instant.MinValue, Instant.MaxValue);

    private static Task<ImmutableArray<FileImport>> Import(PriceArchive archive, TestFolder folder, int hour, string rows) =>
        archive.ImportAsync([.. folder.Read(Head + rows)], _monday + Duration.FromHours(hour), Ct);
}
