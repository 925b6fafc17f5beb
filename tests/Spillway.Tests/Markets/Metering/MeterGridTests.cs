using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Markets.Metering;
using Xunit;

namespace Spillway.Tests.Markets.Metering;

public sealed class MeterGridTests
{
    private static readonly Instant _from = Instant.FromUtc(2024, 7, 1, 5, 0);
    private static readonly Slot _first = new(_from, Duration.FromMinutes(15));

    [Fact]
    public void The_order_of_rows_and_files_changes_nothing_but_where_a_reading_stands() =>
        Gen.Select(Gen.Select(Gen.Int[0, 13], Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 40], Gen.Int[0, 40], Gen.Int).Sample((rows, cut, seed) =>
        {
            // The energy is the interval's own, so that nothing disagrees; quality and meter vary. Of fourteen places never eight
            // stand half an hour apart in a row, which would be refused.
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);

            Shape(rows, cut).ShouldBe(Shape(shuffled, rows.Length - Math.Min(cut, rows.Length)));
        });

    [Fact]
    public void Two_readings_of_one_quality_that_differ_are_refused_with_both_rows()
    {
        var files = new[] { File("a.csv", ("main", 0, 25m, ReadingQuality.Actual)), File("b.csv", ("main", 1, 1m, ReadingQuality.Actual), ("main", 0, 26m, ReadingQuality.Actual)) };

        var refusal = Should.Throw<RefusedException>(() => MeterGrid.Of(files, 0, _first, 96));

        refusal.Code.ShouldBe(MeterFileErrors.ReadingsDisagree);
        refusal.What.ShouldContain("b.csv, line 3");
        refusal.What.ShouldContain("a.csv, line 2");
    }

    [Fact]
    public void Readings_before_and_after_the_range_are_counted_and_left_out()
    {
        var readings = MeterGrid.Of([File("a.csv", ("main", -1, 1m, ReadingQuality.Actual), ("main", 0, 2m, ReadingQuality.Actual), ("main", 96, 3m, ReadingQuality.Actual))], 4, _first, 96);

        readings.Meters["main"].Count(reading => reading is not null).ShouldBe(1);
        readings.Meters["main"][0]!.Value.Id.ToString().ShouldBe("main@2024-07-01T05:00:00Z#4:3");
        readings.Findings.Single(finding => finding.Kind == "outside-range").Count.ShouldBe(2);
    }

    private static string Shape((int Place, int Meter, int Quality)[] rows, int cut)
    {
        var all = rows.Select(row => ($"m{row.Meter}", row.Place, 1m + row.Place, (ReadingQuality)row.Quality)).ToArray();
        var at = Math.Min(cut, all.Length);
        var readings = MeterGrid.Of([File("a.csv", all[..at]), File("b.csv", all[at..])], 0, _first, 96);
        return string.Join('\n', readings.Meters.Select(meter => meter.Key + ": " + string.Join(
                ' ', meter.Value.Select((reading, index) => reading is { } there ? $"{index}={there.Energy}/{there.Quality}" : "").Where(text => text.Length > 0))))
            + "\n" + string.Join('\n', readings.Findings.Where(finding => finding.Kind != "late-readings" && finding.Kind != "duplicate-readings").Select(finding => finding.Detail));
    }

    private static MeterFile File(string name, params (string Meter, int Place, decimal Energy, ReadingQuality Quality)[] rows)
    {
        var numbered = rows.Select((row, index) => (Row: row, Number: index + 2)).ToList();
        return new(
            name,
            new(name, new string('0', 64), "meter readings (CSV)"),
            [.. numbered.GroupBy(one => one.Row.Meter).Select(meter => new MeterColumn(
                meter.Key,
                [.. meter.Select(one => _from.ToUnixTimeSeconds() + (900L * one.Row.Place))],
                [.. meter.Select(one => one.Row.Energy)],
                [.. meter.Select(one => one.Row.Quality)],
                [.. meter.Select(one => one.Number)]))],
            []);
    }
}
