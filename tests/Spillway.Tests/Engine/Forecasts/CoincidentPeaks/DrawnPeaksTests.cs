using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts.CoincidentPeaks;

/// <summary>What knowing the weather is worth where load is made of it: the same summers with and without.</summary>
public sealed class DrawnPeaksTests
{
    private const int FirstYear = 2020;
    private static readonly ImmutableArray<int> _months = [6, 7, 8, 9];
    private static readonly ImmutableArray<decimal> _dials = [5m, 10m, 20m, 30m, 60m];

    [Fact]
    public void Who_knows_the_weather_catches_more_peaks_in_as_many_hours()
    {
        var summers = Enumerable.Range(1, 3).SelectMany(static seed => Drawn.Summers((ulong)seed)).ToList();

        var rows = _dials.Select(dial => (
            Dial: dial,
            Without: Caught(summers, dial, static one => one.Without),
            Measured: Caught(summers, dial, static one => one.Measured),
            Foreseen: Caught(summers, dial, static one => one.Foreseen))).ToList();

        var text = new StringBuilder("| dial, hours | without weather | measured alone | with forecasts |\n|---:|---|---|---|\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Dial} | {Said(row.Without)} | {Said(row.Measured)} | {Said(row.Foreseen)} |\n");
        }

        Approval.Matches("tests/Spillway.Tests/Engine/Forecasts/CoincidentPeaks/drawn-weather.approved.txt", text.ToString());
        rows.ShouldAllBe(row => row.Foreseen.Peaks >= row.Without.Peaks);
        rows.Sum(row => row.Foreseen.Peaks).ShouldBeGreaterThan(rows.Sum(row => row.Without.Peaks) + 5);
        rows.Sum(row => row.Foreseen.Hours).ShouldBeLessThan(rows.Sum(row => row.Without.Hours) * 1.03m);
        File.ReadAllText(Repository.Path("docs", "concepts", "coincident-peaks.md")).ShouldContain(text.ToString());

        string Said((int Peaks, decimal Hours) caught) => string.Create(CultureInfo.InvariantCulture, $"{caught.Peaks} of {summers.Count * _months.Length} in {caught.Hours:0.0} h");
    }

    private static (int Peaks, decimal Hours) Caught(List<Drawn> summers, decimal dial, Func<Drawn, PeakSummer> which)
    {
        var curtailed = summers.ConvertAll(one => (Given: which(one).Curtailed(dial, PaceSettings.Frozen), one.Peaks));
        return (curtailed.Sum(one => one.Peaks.Count(one.Given.Covers)), curtailed.Average(one => one.Given.Hours));
    }

    private static PeakSummer Summer(PeakSources sources, int year) =>
        PeakSummer.Of(new(sources, DrawnLoad.Zone, _months, PeakSettings.Frozen), year, DrawnLoad.Zone, _months, PeakSettings.Frozen);

    private static Instant Peak(DrawnWeather drawn, int year, int month)
    {
        var hour = Duration.FromHours(1);
        var top = drawn.Loads.Where(one => one.Key.InZone(DrawnLoad.Zone) is var local && local.Year == year && local.Month == month).MaxBy(one => one.Value).Key;
        return LargestLoad.Within(top, (drawn.Loads[top - hour], drawn.Loads[top], drawn.Loads[top + hour]), DrawnLoad.Zone).Start;
    }

    private sealed record Drawn(PeakSummer Without, PeakSummer Measured, PeakSummer Foreseen, ImmutableArray<Instant> Peaks)
    {
        public static IEnumerable<Drawn> Summers(ulong seed)
        {
            var drawn = DrawnWeather.Years(FirstYear, FirstYear + 2, seed);
            var book = DrawnLoad.Book(drawn.Loads);
            var (measured, foreseen) = (TemperatureBook.Of(drawn.Measured), TemperatureBook.Of(drawn.Measured.Concat(drawn.Foreseen)));
            for (var year = FirstYear + 1; year <= FirstYear + 2; year++)
            {
                yield return new(
                    Summer(new(book, "ERCOT", TemperatureBook.Empty), year),
                    Summer(new(book, "ERCOT", measured), year),
                    Summer(new(book, "ERCOT", foreseen), year),
                    [.. _months.Select(month => Peak(drawn, year, month))]);
            }
        }
    }
}
