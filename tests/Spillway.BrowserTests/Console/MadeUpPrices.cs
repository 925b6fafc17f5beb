using System.Globalization;
using System.Text;

namespace Spillway.BrowserTests.Console;

/// <summary>Price files that no market ever published, for the demonstration's settlement point.</summary>
internal static class MadeUpPrices
{
    /// <summary>Quarters of an hour in a day.</summary>
    public const int ADay = 96;

    /// <summary>A tidy file of whole UTC days: cheap at night, dear in the evening.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="days">How many.</param>
    public static byte[] Csv(DateOnly first, int days)
    {
        var text = new StringBuilder("interval_start_utc,LZ_WEST\n");
        var start = first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        for (var quarter = 0; quarter < days * ADay; quarter++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{start.AddMinutes(15 * quarter):yyyy-MM-ddTHH:mm:ss}Z,{20 + (quarter % ADay / 2)}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
