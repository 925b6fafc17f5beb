using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>How figures stand in a bundle: exact decimals as text, because a browser's number has 53 bits.</summary>
internal static class BundleText
{
    /// <summary>A decimal without an exponent and without zeros at its end.</summary>
    public static string Decimal(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        text = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
        return text is "-0" or "" ? "0" : text;
    }

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

    public static string Of(LineUnit unit) => unit switch
    {
        LineUnit.MegawattHour => "mwh",
        LineUnit.MegawattHeldForAnHour => "mw-h",
        LineUnit.Megawatt => "mw",
        LineUnit.Each => "each",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "No such unit."),
    };

    public static string Of(LineRounding rounding) => rounding switch
    {
        LineRounding.Exact => "exact",
        LineRounding.CentHalfUp => "cent-half-up",
        LineRounding.CentHalfEven => "cent-half-even",
        LineRounding.FourDecimals => "four-decimals",
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "No such rounding."),
    };

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
    public static decimal? Amount(decimal quantity, decimal price, string rounding) => rounding switch
    {
        "exact" => quantity * price,
        "cent-half-up" => decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero),
        "cent-half-even" => decimal.Round(quantity * price, 2, MidpointRounding.ToEven),
        "four-decimals" => decimal.Round(quantity * price, 4, MidpointRounding.AwayFromZero),
        _ => null,
    };
}
