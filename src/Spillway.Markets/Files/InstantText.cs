using System.Buffers.Text;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Spillway.Markets.Files;

/// <summary>Reads instants as tidy files write them.</summary>
internal static class InstantText
{
    private const int ShortLength = 20;

    private static readonly IPattern<OffsetDateTime>[] _patterns =
    [
        OffsetDateTimePattern.Rfc3339,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss;FFFFFFFFFo<G>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<G>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mmo<G>"),
    ];

    /// <summary>Reads <c>2023-01-01T06:00:00Z</c>, and with an offset instead of the Z, as UTC seconds since 1970.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        return text.Length == ShortLength && text[^1] == 'Z' && text[4] == '-' && text[7] == '-' && text[13] == ':' && text[16] == ':'
            && text[10] is (byte)'T' or (byte)' '
                ? TryShort(text, out seconds)
                : TrySlow(Encoding.UTF8.GetString(text), out seconds);
    }

    /// <summary>Reads the same from a text cell.</summary>
    public static bool TryParse(string text, out long seconds) => TrySlow(text.Trim(), out seconds);

    private static bool TryShort(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (!Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || !Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var days = new DateOnly(year, month, day).DayNumber - 719_162;
        seconds = (days * 86_400L) + (hour * 3600) + (minute * 60) + second;
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> text, out int number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && text[0] != '-' && text[0] != '+';

    private static bool TrySlow(string text, out long seconds)
    {
        foreach (var pattern in _patterns)
        {
            // The first and the last year hold times that an offset would carry out of the calendar.
            if (pattern.Parse(text) is { Success: true, Value: var at } && at.Year is > 1 and < 9999)
            {
                seconds = at.ToInstant().ToUnixTimeSeconds();
                return true;
            }
        }

        seconds = 0;
        return false;
    }
}
