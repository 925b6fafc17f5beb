using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The rounding of what is shown: a sum of lines, to the cent.</summary>
public static class LineAmount
{
    // Twelfths of an hour have no end in decimals: what the last digits of such a sum lost must not decide a half cent.
    private const int LongestScale = 18;
    private const int TrustedDecimals = 14;
    private const int Cents = 2;

    /// <summary>An exact sum to the cent, halves away from zero: the one rounding of a total.</summary>
    /// <param name="exact">The sum.</param>
    /// <returns>The amount as it is shown and paid.</returns>
    public static Money ToCent(Money exact)
    {
        var value = exact.Value.Scale > LongestScale ? Math.Round(exact.Value, TrustedDecimals) : exact.Value;
        return new(Math.Round(value, Cents, MidpointRounding.AwayFromZero));
    }
}
