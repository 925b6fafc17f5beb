using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Devices.Miners.Answers;

/// <summary>Numbers of machines as quantities; what cannot be one is left out.</summary>
internal static class Quantities
{
    private const decimal MegaPerTera = 1_000_000m;
    private const decimal GigaPerTera = 1_000m;
    private const int Digits = 9;
    private const int SensorDigits = 3;
    private const decimal Coldest = -50m;
    private const decimal Hottest = 250m;
    private const int FastestFan = 100_000;

    // 68 years.
    private const int LongestSeconds = int.MaxValue;

    public static TerahashesPerSecond? FromMega(decimal? megahashes) => FromTera(megahashes / MegaPerTera);

    public static TerahashesPerSecond? FromGiga(decimal? gigahashes) => FromTera(gigahashes / GigaPerTera);

    public static TerahashesPerSecond? FromTera(decimal? terahashes) =>
        terahashes is >= 0m ? new TerahashesPerSecond(Math.Round(terahashes.Value, Digits)) : null;

    /// <summary>By a unit in the device's words: <c>TH/s</c>, <c>GH</c>, <c>MH/s</c>; without one it is GH/s.</summary>
    public static TerahashesPerSecond? By(string? unit, decimal? value) => unit is { Length: > 0 } ? unit[0] switch
    {
        'T' or 't' => FromTera(value),
        'M' or 'm' => FromMega(value),
        'K' or 'k' => FromMega(value / GigaPerTera),
        'P' or 'p' => FromTera(value * GigaPerTera),
        _ => FromGiga(value),
    }
    : FromGiga(value);

    public static Watts? Power(decimal? watts) => watts is >= 0m ? new Watts(Math.Round(watts.Value, SensorDigits)) : null;

    /// <summary>Watts and what they are; watts that cannot be are of no grade.</summary>
    public static (Watts? Power, PowerGrade Grade) Graded(decimal? watts, PowerGrade grade) =>
        Power(watts) is { } real ? (real, grade) : (null, PowerGrade.None);

    /// <summary>The highest reading of sensors that are there: an absent one says zero, or a number that cannot be.</summary>
    public static decimal? HottestOf(IEnumerable<decimal?> readings)
    {
        var real = readings.OfType<decimal>().Where(one => one is > Coldest and < Hottest and not 0m).ToList();
        return real.Count == 0 ? null : Math.Round(real.Max(), SensorDigits);
    }

    public static ImmutableArray<int>? Fans(IEnumerable<decimal?> speeds)
    {
        var known = speeds.OfType<decimal>().Where(speed => speed is >= 0m and < FastestFan).Select(speed => (int)speed).ToImmutableArray();
        return known.IsEmpty ? null : known;
    }

    public static long? Seconds(decimal? seconds) => seconds is >= 0m and <= LongestSeconds ? seconds.Whole() : null;

    /// <summary>Twelve hexadecimal digits as an address; anything else as the device printed it.</summary>
    public static string? Mac(string? printed)
    {
        if (printed is null)
        {
            return null;
        }

        var digits = printed.Where(char.IsAsciiHexDigit).Select(char.ToUpperInvariant).ToArray();
        return digits.Length == 12 ? string.Join(':', digits.Chunk(2).Select(pair => new string(pair))) : printed;
    }
}
