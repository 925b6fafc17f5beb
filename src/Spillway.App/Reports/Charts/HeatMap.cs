using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Charts;

/// <summary>A year as days across and local time of day downwards, one cell an interval.</summary>
/// <remarks>A day is two pixels wide. On a 25-hour day the repeated hour's first pass fills the left pixel and its second
/// the right one; on a 23-hour day the hour that does not exist stays empty.</remarks>
internal sealed class HeatMap
{
    // Colour 0 is the empty cell: an hour that a 23-hour day does not have.
    private const int Gap = 1;
    private const double Left = 52.0;
    private const double Top = 34.0;
    private const double Width = 960.0;
    private const double Height = 220.0;
    private const double Bottom = 12.0;
    private const int MostMonths = 12;
    private readonly RangeCalendar _calendar;
    private readonly ImmutableArray<string> _classes;
    private readonly ImmutableArray<uint> _palette;

    /// <summary>Prepares maps of one colour scale.</summary>
    /// <param name="calendar">The range.</param>
    /// <param name="classes">What each class of cells means, lowest first.</param>
    /// <param name="colours">Red, green and blue of each class.</param>
    public HeatMap(RangeCalendar calendar, ImmutableArray<string> classes, ImmutableArray<uint> colours)
    {
        _calendar = calendar;
        _classes = classes;
        _palette = [0x00000000, 0x7F7F7FFF, .. colours.Select(colour => (colour << 8) | 0xFF)];
    }

    /// <summary>Draws one map a local year.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="title">What the maps show.</param>
    /// <param name="classOf">The class of a priced interval.</param>
    public void Write(HtmlWriter html, string title, Func<int, int> classOf)
    {
        html.Open("figure");
        Legend(html);
        var first = _calendar.Start(0).InZone(_calendar.Zone).Date;
        var last = _calendar.Start(_calendar.Length - 1).InZone(_calendar.Zone).Date;
        for (var year = first.Year; year <= last.Year; year++)
        {
            var from = LocalDate.Max(first, new(year, 1, 1));
            var to = LocalDate.Min(last, new(year, 12, 31));
            Year(html, $"{title}, {Shown.Day(from)} to {Shown.Day(to)}", from, to, classOf);
        }

        html.Close();
    }

    private void Legend(HtmlWriter html)
    {
        html.Open("ul", ("class", "legend"));
        for (var index = 0; index < _classes.Length; index++)
        {
            Entry(html, _palette[index + 2], _classes[index]);
        }

        if (_calendar.Priced.Contains(-1))
        {
            Entry(html, _palette[Gap], "no price");
        }

        html.Close();
    }

    private static void Entry(HtmlWriter html, uint colour, string text)
    {
        html.Open("li").Open("svg", ("viewBox", "0 0 18 14"), ("aria-hidden", "true"));
        html.Shape("rect", ("width", "18"), ("height", "14"), ("class", "cell"), ("fill", "#" + (colour >> 8).ToString("x6", CultureInfo.InvariantCulture)));
        html.Close().Text(text).Close();
    }

    private void Year(HtmlWriter html, string title, LocalDate from, LocalDate to, Func<int, int> classOf)
    {
        var days = Period.DaysBetween(from, to) + 1;
        var picture = Convert.ToBase64String(PalettePng.Encode(2 * days, Pixels(from, days, classOf), _palette));
        html.Open("svg", ("viewBox", $"0 0 {HtmlWriter.At(Width)} {HtmlWriter.At(Top + Height + Bottom)}"), ("role", "img"), ("aria-label", title));
        html.Shape(
            "image",
            ("x", HtmlWriter.At(Left)),
            ("y", HtmlWriter.At(Top)),
            ("width", HtmlWriter.At(Width - Left)),
            ("height", HtmlWriter.At(Height)),
            ("preserveAspectRatio", "none"),
            ("class", "pixels"),
            ("href", "data:image/png;base64," + picture));
        for (var hour = 0; hour <= 24; hour += 6)
        {
            var y = Top + (Height * hour / 24.0);
            html.Leaf("text", hour.ToString("00", CultureInfo.InvariantCulture), ("x", HtmlWriter.At(Left - 8.0)), ("y", HtmlWriter.At(y + 5.0)), ("class", "end"));
        }

        foreach (var ((day, label), index) in Dates(from, days).Select((date, index) => (date, index)))
        {
            // The first date carries the year; on a narrow screen it takes the room of the second.
            var text = index == 0 ? $"{label} {from.Year}" : label;
            html.Leaf("text", text, ("x", HtmlWriter.At(Left + ((Width - Left) * day / days))), ("y", "25"), ("class", index == 1 ? "start minor" : "start"));
        }

        html.Close();
    }

    private byte[] Pixels(LocalDate from, int days, Func<int, int> classOf)
    {
        var interval = (int)_calendar.Interval.TotalMinutes;
        var rows = 1440 / interval;
        var pixels = new byte[2 * days * rows];
        var start = from.AtStartOfDayInZone(_calendar.Zone).ToInstant();
        var end = from.PlusDays(days).AtStartOfDayInZone(_calendar.Zone).ToInstant();
        for (var grid = Math.Max(0, _calendar.GridIndex(start)); grid < _calendar.Length && _calendar.Start(grid) < end; grid++)
        {
            var local = _calendar.Start(grid).InZone(_calendar.Zone);
            var at = (((local.TimeOfDay.Hour * 60) + local.TimeOfDay.Minute) / interval * 2 * days) + (2 * Period.DaysBetween(from, local.Date));
            var colour = (byte)(_calendar.Priced[grid] is var priced && priced < 0 ? Gap : classOf(priced) + 2);
            var passes = _calendar.Zone.MapLocal(local.LocalDateTime);
            var isSecondPass = passes.Count == 2 && passes.LateInterval.Contains(local.ToInstant());
            pixels[at] = isSecondPass ? pixels[at] : colour;
            pixels[at + 1] = colour;
        }

        return pixels;
    }

    private static IEnumerable<(int Day, string Label)> Dates(LocalDate from, int days)
    {
        var months = (int)Math.Ceiling(days / 31.0);
        if (months <= 1)
        {
            var every = Math.Max(1, days / 8);
            return Enumerable.Range(0, days).Where(day => day % every == 0)
                .Select(day => (day, from.PlusDays(day).ToString("d MMM", CultureInfo.InvariantCulture)));
        }

        return Enumerable.Range(0, days)
            .Where(day => from.PlusDays(day).Day == 1 && (days - day) > 366 / MostMonths / 3)
            .Select(day => (day, from.PlusDays(day).ToString("MMM", CultureInfo.InvariantCulture)));
    }
}
