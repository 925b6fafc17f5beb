using NodaTime;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts.CoincidentPeaks;

/// <summary>What the weather adds, reckoned a second time by other means: plain least squares by elimination with pivots, and Bayes' rule
/// for two normal laws.</summary>
public sealed class PeakWeatherArithmeticTests
{
    private const double Ridge = 1e-3;
    private static readonly DrawnWeather _drawn = DrawnWeather.Years(2021, 2022, seed: 9);
    private static readonly ILookup<Instant, KnownTemperature> _rows = _drawn.Measured.Concat(_drawn.Foreseen).ToLookup(row => row.HourStart);
    private static readonly TemperatureBook _temperatures = TemperatureBook.Of(_drawn.Measured.Concat(_drawn.Foreseen));

    // Past days all weigh the same, today's top is one number, and every top leads its month one time in two.
    private static readonly PeakSettings _plain = PeakSettings.Frozen with
    {
        Likeness = 1e12, SpreadShare = 1e-9, Tie = 1e9, Ridge = Ridge, Rivals = new() { Doubt = 0.0, Tie = 0.02 },
    };

    [Theory]
    [InlineData(7, 20)]
    [InlineData(6, 3)]
    [InlineData(9, 11)]
    public void Todays_top_is_what_least_squares_on_load_and_temperature_say(int month, int day)
    {
        var today = new LocalDate(2022, month, day);
        const int Hour = 14;
        var past = Learned(today).Select(date => (Row: Row(date, Hour), Left: Top(date) - Load(date, Hour))).ToList();
        var coefficients = LeastSquares(past);

        var expected = Math.Exp(Load(today, Hour) + Product(coefficients, Row(today, Hour)));

        Estimate(today).ExpectedTopMw.ShouldBe(expected, expected * 1e-7);
        Estimate(today).UsesWeather.ShouldBeTrue();
        Math.Abs(Estimate(today).ExpectedTopMw - Plain(today).ExpectedTopMw).ShouldBeGreaterThan(expected * 1e-5);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    public void Tomorrows_forecast_counts_by_Bayes_rule(int month)
    {
        // One day of the month is left.
        var tomorrow = new LocalDate(2022, month, 1).PlusMonths(1).PlusDays(-1);
        var today = tomorrow.PlusDays(-1);
        var estimate = Estimate(today);
        var top = Math.Log(estimate.ExpectedTopMw);
        var level = Levels(today)[^1].Level + _plain.Rivals.Lift;
        var (mean, variance) = (_plain.Rivals.Memory * (top - level - Expected(today)), _plain.Rivals.Surprise * _plain.Rivals.Surprise);

        var (told, precision) = Told(today, tomorrow);
        var after = 1.0 / ((1.0 / variance) + precision);
        var middle = after * ((mean / variance) + (told * precision));

        Below(middle, after, top - level - Expected(tomorrow)).ShouldBe(2.0 * estimate.DayProbability, 0.004);
        Math.Abs(Below(mean, variance, top - level - Expected(tomorrow)) - (2.0 * estimate.DayProbability)).ShouldBeGreaterThan(0.008);
    }

    private static (double Distance, double Precision) Told(LocalDate today, LocalDate tomorrow)
    {
        var levels = Levels(today);
        var past = levels.Skip(2).Select((one, index) => (
            Row: (double[])[1.0, Heat(one.Date, Known(one.Date.PlusDays(-1))) / 10.0, Season(one.Date)],
            Left: Top(one.Date) - (Before(levels, one.Date.PlusDays(-1)) + _plain.Rivals.Lift) - Expected(one.Date))).ToList();
        var coefficients = LeastSquares(past);
        var mean = past.Average(one => one.Left);
        var with = (past.Count - 3) / past.Sum(one => Square(one.Left - Product(coefficients, one.Row)));
        var without = (past.Count - 1) / past.Sum(one => Square(one.Left - mean));
        var foreseen = Product(coefficients, [1.0, Heat(tomorrow, At(today, 16, 45)) / 10.0, Season(tomorrow)]);
        return (((with * foreseen) - (without * mean)) / (with - without), _plain.Weather.Belief * (with - without));
    }

    private static double Before(List<(LocalDate Date, double Level)> levels, LocalDate date) => levels.Last(one => one.Date < date).Level;

    private static Instant Known(LocalDate date) => At(date, 13, 0);

    // The chance that a normal law stays below a bar whose edge is as soft as two days' order.
    private static double Below(double mean, double variance, double bar)
    {
        const int Steps = 4000;
        var (deviation, sum, weights) = (Math.Sqrt(variance), 0.0, 0.0);
        for (var step = 0; step <= Steps; step++)
        {
            var z = -6.0 + (12.0 * step / Steps);
            var weight = Math.Exp(-0.5 * z * z);
            sum += weight / (1.0 + Math.Exp(-1.7 * (bar - mean - (z * deviation)) / _plain.Rivals.Tie));
            weights += weight;
        }

        return sum / weights;
    }

    private static List<(LocalDate Date, double Level)> Levels(LocalDate before)
    {
        var keep = Math.Pow(2.0, -1.0 / _plain.Rivals.HalfLifeDays);
        var levels = new List<(LocalDate, double Level)>();
        foreach (var date in Learned(before))
        {
            var own = Top(date) - Expected(date);
            levels.Add((date, levels.Count == 0 ? own : own + (keep * (levels[^1].Level - own))));
        }

        return levels;
    }

    private static double Season(LocalDate date) => -0.16 * Square((date.DayOfYear - 215) / 60.0);

    private static double Expected(LocalDate date) => Season(date) + (IsWeekend(date) ? -0.05 : 0.0);

    private static double[] Row(LocalDate date, int hour)
    {
        var eve = date.PlusDays(-1);
        var now = hour == 14 ? At(date, 16, 0) : throw new ArgumentOutOfRangeException(nameof(hour));
        var ramp = Load(date, hour) - Load(date, hour - 1);
        var season = (date.DayOfYear - 213.0) / 60.0;
        return
        [
            1.0, IsWeekend(date) ? 1.0 : 0.0, ramp, Load(date, hour - 1) - Load(date, hour - 2), Load(date, hour - 2) - Load(date, hour - 4),
            Load(date, hour) - Load(date, 6), Top(eve) - Load(eve, hour), Load(date, hour) - Load(eve, hour), season, season * season,
            ramp - (Load(eve, hour) - Load(eve, hour - 1)),
            (Hottest(date, now) - Celsius(date, hour, now)) / 10.0, (Hottest(eve, now) - Celsius(eve, hour, now)) / 10.0, Heat(date, now) / 10.0,
        ];
    }

    private static double Hottest(LocalDate date, Instant now) => Enumerable.Range(12, 8).Max(hour => Celsius(date, hour, now));

    private static double Heat(LocalDate date, Instant now) => Math.Max(0.0, Hottest(date, now) - 18.0);

    private static double Celsius(LocalDate date, int hour, Instant now) => _rows[At(date, hour, 0)].Where(row => row.KnownAt <= now).MaxBy(row => row.KnownAt).Celsius;

    private static double Load(LocalDate date, int hour) => Math.Log(_drawn.Loads[At(date, hour, 0)]);

    private static double Top(LocalDate date) => Enumerable.Range(0, 24).Max(hour => Load(date, hour));

    private static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private static double Square(double number) => number * number;

    private static Instant At(LocalDate date, int hour, int minute) => DrawnLoad.Local(date.Year, date.Month, date.Day, hour, minute);

    private static IEnumerable<LocalDate> Learned(LocalDate before) =>
        from year in Enumerable.Range(2021, 2)
        from day in Enumerable.Range(0, 163)
        let date = new LocalDate(year, 5, 1).PlusDays(day)
        where date < before
        select date;

    private static double[] LeastSquares(List<(double[] Row, double Left)> past)
    {
        var width = past[0].Row.Length;
        var table = new double[width, width + 1];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
            {
                table[i, j] = past.Sum(one => one.Row[i] * one.Row[j]) + (i == j ? Ridge : 0.0);
            }

            table[i, width] = past.Sum(one => one.Row[i] * one.Left);
        }

        return Eliminated(table, width);
    }

    private static double[] Eliminated(double[,] table, int width)
    {
        for (var column = 0; column < width; column++)
        {
            var pivot = Enumerable.Range(column, width - column).MaxBy(row => Math.Abs(table[row, column]));
            for (var j = 0; j <= width; j++)
            {
                (table[column, j], table[pivot, j]) = (table[pivot, j], table[column, j]);
            }

            for (var row = 0; row < width; row++)
            {
                var factor = row == column ? 0.0 : table[row, column] / table[column, column];
                for (var j = column; j <= width; j++)
                {
                    table[row, j] -= factor * table[column, j];
                }
            }
        }

        return [.. Enumerable.Range(0, width).Select(row => table[row, width] / table[row, row])];
    }

    private static double Product(double[] coefficients, double[] row) => coefficients.Zip(row, (one, other) => one * other).Sum();

    private static PeakEstimate Estimate(LocalDate date) =>
        new PeakEstimator(new PeakSources(DrawnLoad.Book(_drawn.Loads), "ERCOT", _temperatures), DrawnLoad.Zone, [6, 7, 8, 9], _plain).At(At(date, 16, 45));

    private static PeakEstimate Plain(LocalDate date) =>
        new PeakEstimator(DrawnLoad.Book(_drawn.Loads), "ERCOT", DrawnLoad.Zone, [6, 7, 8, 9], _plain).At(At(date, 16, 45));
}
