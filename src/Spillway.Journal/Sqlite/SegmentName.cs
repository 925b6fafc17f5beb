using System.Globalization;
using NodaTime;

namespace Spillway.Journal.Sqlite;

/// <summary>The name of a month's file: a running number, which orders them, and the month.</summary>
/// <param name="Sequence">1 for the first file of a journal.</param>
/// <param name="Month">The UTC month in which it was begun.</param>
internal readonly record struct SegmentName(int Sequence, YearMonth Month) : IComparable<SegmentName>
{
    public const string Extension = ".journal";
    public const string SealExtension = ".seal";

    public static YearMonth MonthOf(Instant at) => at.InUtc().Date.ToYearMonth();

    public static bool TryParse(string text, out SegmentName name)
    {
        var parts = text.Split('-');
        var (sequence, year, month) = parts.Length == 3 ? (Number(parts[0]), Number(parts[1]), Number(parts[2])) : default;
        var isName = sequence > 0 && year is >= 1 and <= 9999 && month is >= 1 and <= 12;
        name = isName ? new(sequence, new YearMonth(year, month)) : default;
        return isName;

        static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    public int CompareTo(SegmentName other) => Sequence.CompareTo(other.Sequence);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence:0000}-{Month.Year:0000}-{Month.Month:00}");
}
