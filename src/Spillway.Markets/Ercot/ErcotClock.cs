using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Markets.Files;

namespace Spillway.Markets.Ercot;

/// <summary>Turns ERCOT's local labels into instants: hour ending, interval ending, repeated hour.</summary>
internal static class ErcotClock
{
    private static readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static readonly LocalDatePattern[] _dates =
    [
        LocalDatePattern.CreateWithInvariantCulture("MM/dd/uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("M/d/uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("MM/dd/yy"),
        LocalDatePattern.Iso,
    ];

    /// <summary>A date cell: text in ERCOT's or ISO form, or an Excel date.</summary>
    public static LocalDate Date(TableRow row, int column)
    {
        if (row.Cell(column) is DateTime cell)
        {
            return LocalDate.FromDateTime(cell);
        }

        var text = row.Text(column);
        foreach (var pattern in _dates)
        {
            if (pattern.Parse(text) is { Success: true, Value: var date })
            {
                return date;
            }
        }

        throw row.Refuse(MarketFileErrors.NotATime, column, $"'{text}' is not a date");
    }

    /// <summary>An hour-ending cell, <c>01:00</c> to <c>24:00</c> or 1 to 24.</summary>
    public static int HourEnding(TableRow row, int column)
    {
        var text = row.Text(column);
        var isClock = text.EndsWith(":00", StringComparison.Ordinal);
        var digits = isClock ? text[..^3] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is >= 1 and <= 24
            ? hour
            : throw row.Refuse(MarketFileErrors.NotATime, column, $"'{text}' is not an hour ending from 01:00 to 24:00");
    }

    /// <summary>A repeated-hour flag.</summary>
    public static bool IsRepeated(TableRow row, int column)
    {
        var text = column < 0 ? "N" : row.Text(column);
        return text.ToUpperInvariant() switch
        {
            "Y" or "TRUE" => true,
            "N" or "FALSE" or "" => false,
            _ => throw row.Refuse(MarketFileErrors.WrongLocalHour, column, $"repeated hour flag '{text}' is neither Y nor N"),
        };
    }

    /// <summary>The instant at which a local interval starts.</summary>
    /// <param name="row">For messages.</param>
    /// <param name="column">The cell that labels it.</param>
    /// <param name="local">Its local start.</param>
    /// <param name="isRepeated">Whether it lies in the second pass of the autumn hour, in standard time.</param>
    /// <returns>UTC seconds since 1970.</returns>
    public static long Start(TableRow row, int column, LocalDateTime local, bool isRepeated)
    {
        var mapping = _zone.MapLocal(local);
        if (mapping.Count == 0 || (isRepeated && mapping.Count == 1))
        {
            var why = mapping.Count == 0 ? "that hour was skipped on this spring day" : "only the hour ending 02:00 of an autumn day is repeated";
            throw row.Refuse(
                MarketFileErrors.WrongLocalHour, column, $"the interval that starts at {local:uuuu-MM-dd HH:mm} local time{(isRepeated ? ", repeated" : "")}: {why}");
        }

        return (isRepeated ? mapping.Last() : mapping.First()).ToInstant().ToUnixTimeSeconds();
    }

    /// <summary>Whether a local time was skipped when summer time began.</summary>
    public static bool IsSkipped(LocalDateTime local) => _zone.MapLocal(local).Count == 0;
}
