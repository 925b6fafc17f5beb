using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Signals;

namespace Spillway.Tests.Engine.Forecasts.CoincidentPeaks;

/// <summary>Hourly load of a made-up system: a summer's curve, a day's curve with its top at 17:00 local, weekends lower,
/// and days that remember the day before. The same seed is the same load.</summary>
internal static class DrawnLoad
{
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static readonly Duration _hour = Duration.FromHours(1);

    public static SortedDictionary<Instant, double> Years(int first, int last, ulong seed = 1)
    {
        var draws = new SeededSequence(seed);
        var loads = new SortedDictionary<Instant, double>();
        var (heat, end) = (0.0, new LocalDate(last + 1, 1, 1).AtStartOfDayInZone(Zone).ToInstant());
        for (var date = new LocalDate(first, 1, 1); date.Year <= last; date = date.PlusDays(1))
        {
            heat = (0.8 * heat) + (0.03 * ((draws.Below(2001) / 1000.0) - 1.0));
            var season = (date.DayOfYear - 215) / 60.0;
            var weekend = date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? -0.04 : 0.0;
            var top = 70_000.0 * (1.0 + heat + weekend - (0.05 * Math.Min(4.0, season * season)));
            for (var start = date.AtStartOfDayInZone(Zone).ToInstant(); start < date.PlusDays(1).AtStartOfDayInZone(Zone).ToInstant() && start < end; start += _hour)
            {
                var distance = start.InZone(Zone).Hour - 16.4 + (draws.Below(101) / 500.0);
                loads[start] = Math.Round(top * (1.0 - (0.004 * Math.Min(distance * distance, 90.0))), 3);
            }
        }

        return loads;
    }

    public static PublicationBook Book(IEnumerable<KeyValuePair<Instant, double>> loads) => PublicationBook.Empty.With([.. loads.Select(Published)]);

    public static Publication Published(KeyValuePair<Instant, double> load) =>
        new(PublicationKind.SystemLoad, "ERCOT", load.Key, _hour, load.Key + _hour + _hour, load.Value);

    public static Publication Generated(Instant start, double megawatts) =>
        new(PublicationKind.SystemGeneration, "TOTAL_MWH", start, _hour, start + _hour + Duration.FromMinutes(15), megawatts);

    public static Instant Local(int year, int month, int day, int hour, int minute = 0) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(Zone).ToInstant();
}
