using NodaTime;
using Spillway.Engine.Forecasts;

namespace Spillway.Tests.Engine.Forecasts.CoincidentPeaks;

/// <summary>A made-up system whose load is made of temperature, with chance of its own. Days warm and cool slowly, one afternoon in eight a
/// storm breaks the heat, load follows the warmth of the last two hours, and has a share that no weather tells. Each morning the next
/// eight days are foreseen, the further ahead the worse. The same seed is the same weather.</summary>
/// <param name="Loads">MW by the hour.</param>
/// <param name="Measured">Degrees Celsius by the hour, each known one hour after its end.</param>
/// <param name="Foreseen">What was foreseen of each hour, several times, each from when on it was known.</param>
internal sealed record DrawnWeather(
    SortedDictionary<Instant, double> Loads, List<KnownTemperature> Measured, List<KnownTemperature> Foreseen)
{
    private const int DaysAhead = 8;
    private static readonly Duration _hour = Duration.FromHours(1);

    public static DrawnWeather Years(int first, int last, ulong seed)
    {
        var draws = new Draws(new(seed));
        var days = new SortedDictionary<LocalDate, Day>();
        var (warm, other) = (0.0, 0.0);
        for (var date = new LocalDate(first, 4, 1); date.Year <= last; date = date is { Month: 10, Day: 31 } ? new(date.Year + 1, 4, 1) : date.PlusDays(1))
        {
            warm = (0.7 * warm) + draws.Normal(2.2);
            other = (0.5 * other) + draws.Normal(0.010);
            var season = (date.DayOfYear - 210) / 75.0;
            days[date] = new(35.0 - (9.0 * Math.Min(1.5, season * season)) + warm, draws.OneIn(8) ? draws.Between(13, 17) : null, other);
        }

        var drawn = new DrawnWeather([], [], []);
        foreach (var (date, day) in days)
        {
            drawn.Live(date, day, draws);
            drawn.Foresee(date, days, draws);
        }

        return drawn;
    }

    // What the temperature makes of the load: 2.8 per cent a degree above 18.
    private void Live(LocalDate date, Day day, Draws draws)
    {
        var weekend = date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? 0.95 : 1.0;
        var growth = 1.0 + (0.02 * (date.Year - 2020));
        var midnight = date.AtStartOfDayInZone(DrawnLoad.Zone).ToInstant();
        for (var hour = 0; hour < 24; hour++)
        {
            var start = midnight + (hour * _hour);
            Measured.Add(new(start, start + _hour + _hour, Math.Round(day.At(hour), 1)));
            var warmth = Math.Max(0.0, ((day.At(hour) + day.At(hour - 1)) / 2.0) - 18.0);
            var habit = 1.0 - (0.0006 * (hour - 18) * (hour - 18));
            Loads[start] = Math.Round(42_000.0 * growth * weekend * habit * Math.Exp((0.028 * warmth) + day.Other + draws.Normal(0.002)), 3);
        }
    }

    private void Foresee(LocalDate date, SortedDictionary<LocalDate, Day> days, Draws draws)
    {
        var issued = date.At(new LocalTime(6, 0)).InZoneStrictly(DrawnLoad.Zone).ToInstant();
        for (var ahead = 0; ahead < DaysAhead && days.TryGetValue(date.PlusDays(ahead), out var day); ahead++)
        {
            // A storm is foreseen a day ahead, as often as not.
            var said = day with { Warmest = day.Warmest + draws.Normal(0.6 + (0.35 * ahead)), StormAt = ahead <= 1 && !draws.OneIn(2 + ahead) ? day.StormAt : null };
            var midnight = date.PlusDays(ahead).AtStartOfDayInZone(DrawnLoad.Zone).ToInstant();
            for (var hour = 0; hour < 24; hour++)
            {
                var start = midnight + (hour * _hour);
                if (start > issued)
                {
                    Foreseen.Add(new(start, issued, Math.Round(said.At(hour), 1)));
                }
            }
        }
    }

    private sealed record Day(double Warmest, int? StormAt, double Other)
    {
        private const double Fall = 7.0;

        public double At(int hour)
        {
            var distance = (hour - 16) / 10.0;
            return Warmest - (11.0 * Math.Min(1.2, distance * distance)) - (hour > StormAt ? Fall : 0.0);
        }
    }

    private sealed class Draws(SeededSequence sequence)
    {
        private const int Fine = 1_000_001;

        // Twelve even draws sum to a nearly normal one.
        public double Normal(double deviation)
        {
            var sum = -6.0;
            for (var index = 0; index < 12; index++)
            {
                sum += sequence.Below(Fine) / (Fine - 1.0);
            }

            return deviation * sum;
        }

        public bool OneIn(int count) => sequence.Below(count) == 0;

        public int Between(int from, int end) => from + sequence.Below(end - from);
    }
}
