using System.Globalization;
using NodaTime;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Ercot;

/// <summary>Rows of ERCOT's generation-by-fuel workbooks, in the old layout (to 2016) and the new one.</summary>
/// <remarks>Columns are labelled by the interval's end, the day's last one 0:00; four more in November carry the second
/// pass of the autumn hour.</remarks>
internal static class ErcotFuelMix
{
    private const int MinutesPerDay = 1440;
    private const int MinutesPerInterval = 15;
    private const int MinutesPerHour = 60;
    private const int HoursPerDay = 24;

    public static bool Matches(ErcotHeader header) =>
        (header.Has("date-fuel") || header.Has("date", "fuel")) && header.Has("total");

    public static void Row(FileDraft draft, ErcotHeader header, TableRow row)
    {
        var (date, fuel) = Label(header, row);
        var series = draft.Series(new("ercot", Product.Generation, new(draft.Named(fuel, row.Place(0)), SettlementPointType.System)));
        var skipped = 0;
        for (var column = header.Find("total") + 1; column < header.Count; column++)
        {
            if (row.Figure(column) is not { } energy)
            {
                continue;
            }

            var ending = EndingMinute(header, column)
                ?? throw row.Refuse(MarketFileErrors.NotATime, column, $"the figure {energy} MWh stands under '{header.Row.Text(column)}', which is no interval's end");

            var local = date.AtMidnight().PlusMinutes(ending.Minute - MinutesPerInterval);
            if (ErcotClock.IsSkipped(local))
            {
                LeaveOut(draft, row, column, fuel, ++skipped);
                continue;
            }

            series.Add(ErcotClock.Start(row, column, local, ending.IsRepeated), energy, row.Key);
        }
    }

    // The spring day of 2016 has one value in an hour that did not exist: its own interval is not known. A day with all
    // four of them has 96 labels where there were 92 intervals, and none of them can be trusted.
    private static void LeaveOut(FileDraft draft, TableRow row, int column, string fuel, int count)
    {
        if (count > 1)
        {
            throw row.Refuse(MarketFileErrors.WrongLocalHour, column, $"{fuel} has values throughout the hour that summer time skipped on this spring day");
        }

        draft.Note(new("skipped-hour", 1, $"{row.Place(column)}: {fuel} has a value in the hour that summer time skipped; it was left out."));
    }

    private static (LocalDate Date, string Fuel) Label(ErcotHeader header, TableRow row)
    {
        var joined = header.Find("date-fuel");
        if (joined < 0)
        {
            return (ErcotClock.Date(row, header.Find("date")), row.Text(header.Find("fuel")));
        }

        var parts = row.Text(joined).Split('_', 2);
        return parts.Length == 2
            ? (ErcotClock.Date(row with { Cells = [parts[0]] }, 0), parts[1])
            : throw row.Refuse(MarketFileErrors.NotATime, joined, $"'{row.Text(joined)}' is not a date and a fuel joined by _");
    }

    private static (int Minute, bool IsRepeated)? EndingMinute(ErcotHeader header, int column)
    {
        var cell = header.Row.Cell(column);
        var share = cell is DateTime time ? time.TimeOfDay.TotalDays : cell is TimeSpan clockTime ? clockTime.TotalDays : cell as double?;
        if (share is { } ofDay)
        {
            return ofDay is >= 0 and <= 1 ? (Ending((int)Math.Round(ofDay * MinutesPerDay)), false) : null;
        }

        var name = header.Name(column);
        if (name.Length == 4 && name.StartsWith("dst", StringComparison.Ordinal) && name[3] is >= '1' and <= '4')
        {
            return (MinutesPerHour + ((name[3] - '0') * MinutesPerInterval), true);
        }

        var isRepeated = name.EndsWith("(dst)", StringComparison.Ordinal);
        var clock = (isRepeated ? name[..^5] : name).Split(':');
        return clock.Length == 2 && Number(clock[0], out var hour) && Number(clock[1], out var part)
            && hour <= HoursPerDay && part < MinutesPerHour && (hour * MinutesPerHour) + part <= MinutesPerDay
            ? (Ending((hour * MinutesPerHour) + part), isRepeated)
            : null;
    }

    // The last interval of a day ends at 0:00 of the next, written as nothing or as the whole day.
    private static int Ending(int minute) => minute == 0 ? MinutesPerDay : minute;

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
