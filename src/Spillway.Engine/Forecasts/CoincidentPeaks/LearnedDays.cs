using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>The past summers' days in order, each learned once from what was known two hours after it ended. A question
/// about an earlier time sees only the days before it.</summary>
internal sealed class LearnedDays
{
    /// <summary>The earliest newest-known hour a question may have: 11:00 to 12:00.</summary>
    public const int FirstHour = 11;

    /// <summary>The latest: 17:00 to 18:00.</summary>
    public const int LastHour = 17;

    private const long SecondsPerHour = 3600;
    private const int HoursUntilKnown = 2;
    private const int LastNeededHour = 20;
    private const int FewestPerMille = 750;
    private const int DaysUntilStale = 3;
    private static readonly AnnualDate _first = new(4, 28);
    private static readonly AnnualDate _firstLearned = new(5, 1);
    private static readonly AnnualDate _last = new(10, 10);
    private readonly HourlyFigures _series;
    private readonly DateTimeZone _zone;
    private readonly RivalDays _rivals;
    private readonly WeatherDays? _weather;
    private readonly PeakSettings _settings;
    private readonly double _keep;
    private readonly List<LearnedDay> _days = [];
    private LoadDay? _before;
    private LocalDate _next;

    public LearnedDays(HourlyFigures series, DateTimeZone zone, RivalDays rivals, WeatherDays? weather, PeakSettings settings)
    {
        _series = series;
        _zone = zone;
        _rivals = rivals;
        _weather = weather;
        _settings = settings;
        _keep = Portable.Exp(-Portable.Log(2.0) / settings.Rivals.HalfLifeDays);
        _next = series.First is { } hour ? Instant.FromUnixTimeSeconds(hour * SecondsPerHour).InZone(zone).Date : LocalDate.MaxIsoValue;
    }

    /// <summary>The days in order; may reach beyond the time of a question that follows a later one.</summary>
    public IReadOnlyList<LearnedDay> All => _days;

    /// <summary>The day's first hour, counted from 1970.</summary>
    public long FirstHourOf(LocalDate date) => HourlyFigures.HourOf(date.AtStartOfDayInZone(_zone).ToInstant().ToUnixTimeSeconds());

    /// <summary>Learns every day that lies before a date, and counts them.</summary>
    /// <param name="date">The local day of the question.</param>
    /// <returns>How many of <see cref="All"/> lie before it.</returns>
    public int Before(LocalDate date)
    {
        while (_next < date)
        {
            Learn(_next);
            _next = Following(_next);
        }

        var (low, high) = (0, _days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _days[middle].Day.Date < date ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The load of the day before, where it or one of the two before it is known whole.</summary>
    public LoadDay? Eve(LocalDate date)
    {
        for (var back = 1; back <= DaysUntilStale; back++)
        {
            if (Whole(date.PlusDays(-back)) is { } day)
            {
                return day;
            }
        }

        return null;
    }

    // Outside the season nothing is learned, and whole winters are skipped.
    private static LocalDate Following(LocalDate date)
    {
        var next = date.PlusDays(1);
        return next.CompareTo(_last.InYear(next.Year)) > 0 ? _first.InYear(next.Year + 1)
            : next.CompareTo(_first.InYear(next.Year)) < 0 ? _first.InYear(next.Year)
            : next;
    }

    private LoadDay? Whole(LocalDate date)
    {
        var first = FirstHourOf(date);
        var known = (first + LoadDay.HoursPerDay + HoursUntilKnown) * SecondsPerHour;
        return LoadDay.Read(_series, date, first, known, FewestPerMille) is { Newest: >= LastNeededHour } day ? day : null;
    }

    private void Learn(LocalDate date)
    {
        if (Whole(date) is not { } day)
        {
            return;
        }

        if (date.CompareTo(_firstLearned.InYear(date.Year)) >= 0 && date.CompareTo(_last.InYear(date.Year)) <= 0)
        {
            _days.Add(Learned(day));
        }

        _before = day;
    }

    private LearnedDay Learned(LoadDay day)
    {
        var last = _days.Count == 0 ? null : _days[^1];
        var best = last is not null && IsSameMonth(last.Day.Date, day.Date) ? last.MonthTop : (double?)null;
        var bar = best ?? (last is null ? day.Top : last.Level + _rivals.Season(day.Date));
        var own = day.Top - _rivals.Expected(day.Date);
        var level = last is null ? own : own + (_keep * (last.Level - own));
        var top = Math.Max(best ?? day.Top, day.Top);
        if (_before is not { } before || Period.DaysBetween(before.Date, day.Date) > DaysUntilStale)
        {
            return new(day, level, top, [], [], 0.0);
        }

        var rows = new double[LastHour - FirstHour + 1][];
        var gaps = new double[rows.Length];
        for (var hour = FirstHour; hour <= LastHour; hour++)
        {
            rows[hour - FirstHour] = new double[DayFeatures.Width];
            DayFeatures.Fill(day, before, hour, rows[hour - FirstHour]);
            gaps[hour - FirstHour] = day.Hours[hour] - bar;
        }

        return new(day, level, top, rows, gaps, day.TopQuarter()) { Weather = _weather is null ? null : WeatherOf(day, before, rows, _weather) };
    }

    // Each question of the past is asked again with what was known then: two hours after an hour began, and days ahead.
    private DayWeather WeatherOf(LoadDay day, LoadDay before, double[][] rows, WeatherDays weather)
    {
        var (soFar, foreseen) = (new double[]?[rows.Length], new double[]?[rows.Length]);
        for (var index = 0; index < rows.Length; index++)
        {
            var hour = FirstHour + index;
            var now = (FirstHourOf(day.Date) + hour + HoursUntilKnown) * SecondsPerHour;
            soFar[index] = Joined(rows[index], weather.Row(WeatherView.SoFar, day.Date, before.Date, hour, now));
            foreseen[index] = Joined(rows[index], weather.Row(WeatherView.Foreseen, day.Date, before.Date, hour, now));
        }

        var (heats, distances) = (new double[_settings.Weather.MostDaysAhead], new double[_settings.Weather.MostDaysAhead]);
        for (var ahead = 1; ahead <= heats.Length; ahead++)
        {
            var asked = day.Date.PlusDays(-ahead);
            var last = _days.FindLast(known => known.Day.Date < asked);
            heats[ahead - 1] = weather.Heat(day.Date, weather.AskedAt(asked));
            distances[ahead - 1] = last is null ? double.NaN : _rivals.Distance(day.Date, last.Level, day.Top);
        }

        return new(soFar, foreseen, heats, distances);
    }

    private static double[]? Joined(double[] load, double[]? weather) => weather is null ? null : [.. load, .. weather];

    private static bool IsSameMonth(LocalDate one, LocalDate other) => one.Year == other.Year && one.Month == other.Month;
}
