using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Engine.Forecasts;

/// <summary>Describes what the market published about the coming hours: the day-ahead price, the load and the wind.</summary>
/// <remarks>A pure function of a book and a time; what became known later is not seen. NaN stands for what is not
/// known, and a tree sends it where it sends the lowest.</remarks>
public sealed class PublicationFeatures
{
    /// <summary>Number of features.</summary>
    public const int Width = 25;

    private const string SystemLoadPoint = "ERCOT";
    private const int HoursPerDay = 24;
    private const int HoursPerWeek = 168;
    private static readonly string[] _averages = ["HB_HUBAVG", "HB_BUSAVG"];
    private readonly HourlyFigures? _system;
    private readonly HourlyFigures? _own;
    private readonly HourlyFigures? _load;
    private readonly HourlyFigures? _wind;

    /// <summary>Chooses from a book the series that concern a point.</summary>
    /// <param name="book">What was published.</param>
    /// <param name="point">The point's name; where it has no day-ahead price of its own, the hub of its name stands in.</param>
    public PublicationFeatures(PublicationBook book, string point)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(point);
        _system = book.Find(PublicationKind.DayAheadPrice, _averages) ?? book.First(PublicationKind.DayAheadPrice);
        _own = book.Find(PublicationKind.DayAheadPrice, point, Hub(point));
        _load = book.Find(PublicationKind.SystemLoad, SystemLoadPoint) ?? book.First(PublicationKind.SystemLoad);
        _wind = book.First(PublicationKind.WindGeneration);
    }

    /// <summary>Whether a series is one of those that decisions read by name; beside them they read, of each kind, the one whose
    /// name comes first.</summary>
    /// <param name="kind">What it tells.</param>
    /// <param name="published">Whom it is for.</param>
    /// <param name="point">The point whose price is decided on.</param>
    /// <returns>False where nothing asks for it by this name.</returns>
    public static bool Reads(PublicationKind kind, string published, string point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return kind switch
        {
            PublicationKind.DayAheadPrice => published == point || published == Hub(point) || _averages.Contains(published),
            PublicationKind.SystemLoad => published == SystemLoadPoint,
            _ => false,
        };
    }

    private static string Hub(string point) => point.StartsWith("LZ_", StringComparison.Ordinal) ? "HB_" + point[3..] : point;

    /// <summary>Describes the hours around the interval to judge.</summary>
    /// <param name="now">When it is judged.</param>
    /// <param name="judged">The start of the interval to judge.</param>
    /// <param name="hourOfDay">Its local hour, 0 to 23.</param>
    /// <param name="newest">The newest real-time price, currency per MWh.</param>
    /// <param name="value">Value of consumption, currency per MWh, above zero.</param>
    /// <param name="row">Receives <see cref="Width"/> numbers.</param>
    public void Fill(Instant now, Instant judged, int hourOfDay, double newest, double value, Span<float> row)
    {
        Invariant.Holds(value > 0.0);
        var at = now.ToUnixTimeSeconds();
        var hour = HourlyFigures.HourOf(judged.ToUnixTimeSeconds());
        var n = FillDayAhead(at, hour, hourOfDay, newest, 1.0 / value, row);
        n = FillLoad(at, hour, row, n, out var load);
        n = FillWind(at, hour, load, row, n);
        Invariant.Holds(n == Width);
    }

    private int FillDayAhead(long now, long hour, int hourOfDay, double newest, double inverse, Span<float> row)
    {
        var n = 0;
        var coming = At(_system, hour, now);
        for (var ahead = -1; ahead <= 3; ahead++)
        {
            row[n++] = (float)(At(_system, hour + ahead, now) * inverse);
        }

        double top = double.NaN, sum = 0.0;
        var higher = 0;
        for (var of = hour - hourOfDay; of < hour - hourOfDay + HoursPerDay; of++)
        {
            var price = At(_system, of, now);
            top = price <= top ? top : price;
            sum += price;
            higher += price > coming ? 1 : 0;
        }

        row[n++] = (float)(top * inverse);
        row[n++] = (float)(sum / HoursPerDay * inverse);
        row[n++] = double.IsNaN(coming) ? float.NaN : higher;
        row[n++] = (float)((newest - coming) * inverse);
        var own = At(_own, hour, now);
        row[n++] = (float)(own * inverse);
        row[n++] = (float)(At(_own, hour + 1, now) * inverse);
        row[n++] = (float)((own - coming) * inverse);
        row[n++] = (float)((newest - own) * inverse);
        return n;
    }

    // The newest known hour ended at least one hour ago; the week before tells how it goes on from there.
    private int FillLoad(long now, long hour, Span<float> row, int n, out double expected)
    {
        var known = Newest(_load, hour, now);
        var newest = At(_load, known, now);
        var then = At(_load, known - HoursPerWeek, now);
        var usual = At(_load, hour - HoursPerWeek, now);
        expected = usual * newest / then;
        row[n++] = (float)expected;
        row[n++] = (float)(newest / then);
        row[n++] = (float)(newest / At(_load, known - 1, now));
        row[n++] = (float)(usual / then);
        row[n++] = (float)(At(_load, hour + 1 - HoursPerWeek, now) / usual);
        row[n++] = (float)(expected / At(_load, hour - HoursPerDay, now));
        return n;
    }

    private int FillWind(long now, long hour, double load, Span<float> row, int n)
    {
        var known = Newest(_wind, hour, now);
        var newest = At(_wind, known, now);
        var before = At(_wind, known - 1, now);
        row[n++] = (float)newest;
        row[n++] = (float)(newest - before);
        row[n++] = (float)(newest - At(_wind, known - 3, now));
        row[n++] = (float)(newest - At(_wind, known - HoursPerDay, now));
        row[n++] = (float)(newest / load);
        row[n++] = (float)(load - newest - (newest - before));
        return n;
    }

    // An hour is known one hour after its end; where the interval judged begins later than now, one hour less is known.
    private static long Newest(HourlyFigures? series, long hour, long now) =>
        double.IsNaN(At(series, hour - 2, now)) ? hour - 3 : hour - 2;

    private static double At(HourlyFigures? series, long hour, long now) => series?.At(hour, now) ?? double.NaN;
}
