using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>How figures stand in a bundle: exact decimals as text, because a browser's number has 53 bits.</summary>
internal static class BundleText
{
    /// <summary>A decimal with every digit it has, zeros at its end among them: they say how finely it was reckoned.</summary>
    public static string Decimal(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Utc(Instant at) => InstantPattern.ExtendedIso.Format(at);

    public static void Utc(this Utf8JsonWriter writer, string name, Instant? at)
    {
        if (at is { } instant)
        {
            writer.WriteString(name, Utc(instant));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static string Of(ReadingQuality quality) => quality switch
    {
        ReadingQuality.Actual => "actual",
        ReadingQuality.Estimated => "estimated",
        ReadingQuality.Missing => "missing",
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, "No such quality."),
    };

    public static string Of(OpenReason reason) => reason switch
    {
        OpenReason.NoReading => "no-reading",
        OpenReason.NoPrice => "no-price",
        OpenReason.NoReadingAndNoPrice => "no-reading-and-no-price",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };

    /// <summary>The amount of a line: quantity times price under a rounding; null where the rounding is unknown.</summary>
    public static decimal? Amount(decimal quantity, decimal price, string rounding)
    {
        foreach (var known in Enum.GetValues<LineRounding>())
        {
            if (RoundingNames.Of(known) == rounding)
            {
                return LineArithmetic.Amount(quantity, price, known);
            }
        }

        return null;
    }
}
