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

    public static bool Matches(ErcotHeader header) =>
        (header.Has("date-fuel") || header.Has("date", "fuel")) && header.Has("total");

    public static void Row(FileDraft draft, ErcotHeader header, TableRow row)
    {
        var (date, fuel) = Label(header, row);
        var series = draft.Series(new("ercot", Product.Generation, new(fuel, SettlementPointType.System)));
        for (var column = header.Find("total") + 1; column < header.Count; column++)
        {
            if (EndingMinute(header, column) is not { } ending || row.Figure(column) is not { } energy)
            {
                continue;
            }

            var local = date.AtMidnight().PlusMinutes(ending.Minute - MinutesPerInterval);
            if (ErcotClock.IsSkipped(local))
            {
                // The spring day of 2016 has one value in an hour that did not exist: its own interval is not known.
                draft.Note(new("skipped-hour", 1, $"{row.Place(column)}: {fuel} has a value in the hour that summer time skipped; it was left out."));
                continue;
            }

            series.Add(ErcotClock.Start(row, column, local, ending.IsRepeated), energy, row.Key);
        }
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
        if (header.Row.Cell(column) is DateTime time)
        {
            var minute = (int)Math.Round(time.TimeOfDay.TotalMinutes);
            return (minute is 0 or MinutesPerDay ? MinutesPerDay : minute, false);
        }

        if (header.Row.Cell(column) is double share)
        {
            return ((int)Math.Round(share * MinutesPerDay), false);
        }

        var name = header.Name(column);
        if (name.StartsWith("dst", StringComparison.Ordinal) && name.Length == 4)
        {
            return (MinutesPerHour + ((name[3] - '0') * MinutesPerInterval), true);
        }

        var isRepeated = name.EndsWith("(dst)", StringComparison.Ordinal);
        var clock = (isRepeated ? name[..^5] : name).Split(':');
        if (clock.Length != 2 || !Number(clock[0], out var hour) || !Number(clock[1], out var part))
        {
            return null;
        }

        var ending = (hour * MinutesPerHour) + part;
        return (ending == 0 ? MinutesPerDay : ending, isRepeated);
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
