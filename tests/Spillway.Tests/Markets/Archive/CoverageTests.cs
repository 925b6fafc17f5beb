using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Markets.Archive;
using Xunit;

namespace Spillway.Tests.Markets.Archive;

public sealed class CoverageTests
{
    [Fact]
    public async Task Years_are_local_and_gaps_are_counted_up_to_the_ends_of_the_series()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        var file = folder.One(
            "interval_start_utc,LZ_WEST\n2021-12-31T05:45:00Z,8\n2022-01-01T05:30:00Z,-1\n2022-01-01T05:45:00Z,8999\n2022-01-01T06:00:00Z,5001.5\n2022-01-01T06:15:00Z,5000\n");
        await archive.ImportAsync([file], Instant.FromUtc(2023, 1, 1, 0, 0), TestContext.Current.CancellationToken);

        var coverage = archive.Coverage(_ => true, RuleLibrary.Open("").Find);

        coverage.Select(one => (one.Year, one.Rows, one.Gaps, one.Expected)).ShouldBe([(2021, 3, 94, 35_040), (2022, 2, 0, 35_040)]);
        coverage.Select(one => (one.Min, one.Mean, one.Max)).ShouldBe([(-1m, 3002m, 8999m), (5000m, 5000.75m, 5001.5m)]);
        coverage.Select(one => (one.Negative, one.AboveCap)).ShouldBe([(1, 0), (0, 1)]);
        coverage[0].First.ShouldBe(Instant.FromUtc(2021, 12, 31, 5, 45));
        coverage[1].Last.ShouldBe(Instant.FromUtc(2022, 1, 1, 6, 15));
    }

    [Fact]
    public async Task A_year_with_a_leap_day_expects_96_more_quarter_hours()
    {
        using var folder = new TestFolder();
        var archive = new PriceArchive(folder.Home);
        await archive.ImportAsync(
            [folder.One("interval_start_utc,LZ_WEST\n2024-06-01T05:45:00Z,8\n2024-06-01T06:00:00Z,9\n")], Instant.FromUtc(2025, 1, 1, 0, 0), TestContext.Current.CancellationToken);
        archive.Coverage(_ => true, RuleLibrary.Open("").Find).ShouldHaveSingleItem().Expected.ShouldBe(35_136);
    }
}
