using NodaTime;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Ercot;

/// <summary>Rows of ERCOT's native load workbooks.</summary>
internal static class ErcotLoad
{
    private const string Repeat = "DST";
    private const double FirstSerial = 1;
    private const double LastSerial = 100_000;
    private static readonly TimeSpan _half = TimeSpan.FromMinutes(30);

    public static void Row(FileDraft draft, ErcotHeader header, TableRow row)
    {
        var label = header.Find("hourending");
        var (local, isRepeated) = Start(row, label);
        var start = ErcotClock.Start(row, label, local, isRepeated);
        for (var column = 0; column < header.Count; column++)
        {
            if (column != label && header.Name(column).Length > 0 && row.Figure(column) is { } load)
            {
                var area = draft.Named(header.Name(column).ToUpperInvariant(), header.Row.Place(column));
                draft.Series(new("ercot", Product.SystemLoad, new(area, SettlementPointType.System))).Add(start, load, row.Key);
            }
        }
    }

    private static DateTime? Serial(object? cell) => cell switch
    {
        DateTime time when time.Year < 9999 => time,
        double days when days is >= FirstSerial and < LastSerial => DateTime.FromOADate(days),
        _ => null,
    };

    // The label is the hour's end: 01/01/2022 01:00, 24:00 for the last, with the word DST on the standard-time repeat.
    private static (LocalDateTime Start, bool IsRepeated) Start(TableRow row, int column)
    {
        // One cell of 2022 is an Excel date instead of text; binary dates miss the hour by parts of a second.
        if (Serial(row.Cell(column)) is { } end)
        {
            var hour = end.Add(_half);
            return (LocalDateTime.FromDateTime(hour.Date.AddHours(hour.Hour)).PlusHours(-1), false);
        }

        var parts = row.Text(column).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (2 or 3) || (parts.Length == 3 && parts[2] != Repeat))
        {
            throw row.Refuse(MarketFileErrors.NotATime, column, $"'{row.Text(column)}' is not a date and an hour ending");
        }

        var pieces = row with { Cells = [parts[0], parts[1]] };
        var start = ErcotClock.Date(pieces, 0).AtMidnight().PlusHours(ErcotClock.HourEnding(pieces, 1) - 1);
        return (start, parts.Length == 3);
    }
}
