using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>Estimates, from hourly load known so far, the chance of each quarter hour to be its month's peak.</summary>
/// <remarks>A pure function of what is known at the interval's start: figures known later change nothing, and neither
/// does the order of the questions. + − × ÷ √ in a fixed order: two machines get the same bits. Called by one thread at
/// a time.</remarks>
public sealed class PeakEstimator
{
    private const int QuartersPerHour = 4;
    private const int MinutesPerQuarter = 15;
    private const int HalfPerMille = 500;
    private static readonly ImmutableArray<WeatherView> _views = [WeatherView.Foreseen, WeatherView.SoFar];
    private readonly HourlyFigures? _series;
    private readonly HourlyFigures? _generation;
    private readonly DateTimeZone _zone;
    private readonly ImmutableArray<int> _months;
    private readonly PeakSettings _settings;
    private readonly PeakQuarters _quarters;
    private readonly LearnedDays? _days;
    private readonly SimilarDays _similar;
    private readonly PeakDay _peakDay;
    private readonly WeatherDays? _weather;
    private readonly WeatherOutlook? _outlook;
    private (LocalDate Date, int Hour, double Newest, int Weather) _asked;
    private DayOdds? _odds;

    /// <summary>Makes an estimator.</summary>
    /// <param name="book">What was published: the load series named <paramref name="point"/>, and where there is one the
    /// system's generation, which tells of the hours whose load is not yet known.</param>
    /// <param name="point">The series' name, such as <c>ERCOT</c>; where there is none of it, the first load series.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="months">The months that have a peak; of May to September only, which the numbers were chosen on.</param>
    /// <param name="settings">The fixed numbers.</param>
    public PeakEstimator(PublicationBook book, string point, DateTimeZone zone, ImmutableArray<int> months, PeakSettings settings)
        : this(new(book, point, TemperatureBook.Empty), zone, months, settings)
    {
    }

    /// <summary>Makes an estimator that may look at temperatures too.</summary>
    /// <param name="sources">What is known of load, generation and weather.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="months">The months that have a peak; of May to September only, which the numbers were chosen on.</param>
    /// <param name="settings">The fixed numbers.</param>
    public PeakEstimator(PeakSources sources, DateTimeZone zone, ImmutableArray<int> months, PeakSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(settings);
        var rivals = new RivalDays(settings.Rivals);
        _series = Series(sources.Book, sources.Point);
        _generation = sources.Book.First(PublicationKind.SystemGeneration);
        _weather = sources.Temperatures.IsEmpty ? null : new(sources.Temperatures, settings.Weather, zone);
        _outlook = _weather is null ? null : new(_weather, rivals, settings);
        (_zone, _months, _settings) = (zone, months, settings);
        _quarters = new(settings.Quarters, settings.FirstQuarter, settings.EndQuarter);
        _days = _series is null ? null : new(_series, zone, rivals, _weather, settings);
        _similar = new(settings);
        _peakDay = new(settings, rivals);
    }

    /// <summary>The chance of an interval to be its month's peak, from what is known at its start.</summary>
    /// <param name="start">The start of a quarter hour.</param>
    /// <returns>The estimate; a probability of 0 outside the months and the hours that are judged.</returns>
    public PeakEstimate At(Instant start) => At(start, start);

    /// <summary>The chance of a coming interval to be its month's peak.</summary>
    /// <param name="start">The start of a quarter hour, of this day.</param>
    /// <param name="now">The time of the question, not after it; what became known later is not seen.</param>
    /// <returns>The estimate; a probability of 0 outside the months and the hours that are judged.</returns>
    public PeakEstimate At(Instant start, Instant now)
    {
        Invariant.Holds(now <= start);
        var local = start.InZone(_zone).LocalDateTime;
        var quarter = (local.Hour * QuartersPerHour) + (local.Minute / MinutesPerQuarter);
        if (!_months.Contains(local.Month) || quarter < _settings.FirstQuarter || quarter >= _settings.EndQuarter)
        {
            return new(start, 0.0, 0.0, 0.0, 0.0, IsKnown: true);
        }

        if (_days is null || Odds(now, local.Date, _days) is not { } odds)
        {
            return new(start, 0.0, 0.0, 0.0, 0.0, IsKnown: false);
        }

        var chance = odds.Day * odds.Shares[quarter - _settings.FirstQuarter];
        return new(start, chance, odds.Day, odds.ExpectedTopMw, odds.MonthTopMw, IsKnown: true) { UsesWeather = odds.UsesWeather };
    }

    /// <summary>Whether this estimator looks at a book's series, so that what the book learns it learns too.</summary>
    /// <param name="book">The book.</param>
    /// <param name="point">The series' name.</param>
    internal bool IsOf(PublicationBook book, string point) => 
        ReferenceEquals(_series, Series(book, point)) && ReferenceEquals(_generation, book.First(PublicationKind.SystemGeneration));

    private static HourlyFigures? Series(PublicationBook book, string point) =>
        book.Find(PublicationKind.SystemLoad, point) ?? book.First(PublicationKind.SystemLoad);

    private DayOdds? Odds(Instant now, LocalDate date, LearnedDays days)
    {
        var (first, at) = (days.FirstHourOf(date), now.ToUnixTimeSeconds());
        var today = LoadDay.Read(_series!, date, first, at, HalfPerMille);
        today = _generation is null ? today : today?.Extended(_generation, first, at);
        if (today is null || today.Newest < LearnedDays.FirstHour)
        {
            return null;
        }

        var hour = Math.Min(today.Newest, LearnedDays.LastHour);
        var asked = (date, hour, today.Hours.Sum(), _weather?.Known(at) ?? 0);
        if (asked != _asked)
        {
            (_asked, _odds) = (asked, Reckon(today, hour, days, at));
        }

        return _odds;
    }

    private DayOdds? Reckon(LoadDay today, int hour, LearnedDays days, long now)
    {
        var count = days.Before(today.Date);
        if (count == 0 || days.Eve(today.Date) is not { } before)
        {
            return null;
        }

        var last = days.All[count - 1];
        var best = last.Day.Date.Year == today.Date.Year && last.Day.Date.Month == today.Date.Month ? last.MonthTop : (double?)null;
        var row = new double[DayFeatures.Width];
        DayFeatures.Fill(today, before, hour, row);
        var gap = today.Hours[hour] - (best ?? _peakDay.Bar(today.Date, last.Level));
        var asked = new DayQuestion(WeatherView.None, row, hour, today.Hours[hour], gap);
        var weathered = Weathered(days, count, asked, (today.Date, before.Date), now);
        if ((weathered ?? _similar.Foresee(days.All, count, asked)) is not { } forecast)
        {
            return null;
        }

        var ahead = weathered is null ? [] : _outlook!.After(days.All, count, today.Date, now);
        return new(
            _peakDay.Chance(today.Date, forecast, best, last.Level, ahead),
            _quarters.Shares(forecast.TopQuarter),
            Portable.Exp(forecast.Top),
            best is { } top ? Portable.Exp(top) : 0.0,
            weathered is not null);
    }

    // The fullest view of the weather that today has, and enough of the past days had.
    private DayForecast? Weathered(LearnedDays days, int count, DayQuestion asked, (LocalDate Today, LocalDate Before) dates, long now)
    {
        foreach (var view in _views)
        {
            if (_weather?.Row(view, dates.Today, dates.Before, asked.Hour, now) is { } weather
                && _similar.Foresee(days.All, count, asked with { View = view, Row = [.. asked.Row, .. weather] }) is { } forecast)
            {
                return forecast;
            }
        }

        return null;
    }

    private sealed record DayOdds(double Day, double[] Shares, double ExpectedTopMw, double MonthTopMw, bool UsesWeather);
}
