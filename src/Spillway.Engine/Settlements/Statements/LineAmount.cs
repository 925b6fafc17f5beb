using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The two roundings of a statement: a line by its clause, and what is shown, to the cent.</summary>
public static class LineAmount
{
    // Twelfths of an hour have no end in decimals: what the last digits of such a sum lost must not decide a half cent.
    private const int LongestScale = 18;
    private const int TrustedDecimals = 14;
    private const int FourDecimals = 4;
    private const int Cents = 2;

    /// <summary>Quantity times price under a clause's rounding.</summary>
    /// <param name="quantity">How much.</param>
    /// <param name="price">Currency for one of it.</param>
    /// <param name="rounding">The clause's rounding.</param>
    /// <returns>What is owed; positive = the site pays.</returns>
    public static Money Of(decimal quantity, decimal price, LineRounding rounding)
    {
        var exact = quantity * price;
        return new(rounding switch
        {
            LineRounding.Exact => exact,
            LineRounding.CentHalfUp => Math.Round(exact, Cents, MidpointRounding.AwayFromZero),
            LineRounding.CentHalfEven => Math.Round(exact, Cents, MidpointRounding.ToEven),
            _ => Math.Round(exact, FourDecimals, MidpointRounding.AwayFromZero),
        });
    }

    /// <summary>An exact sum to the cent, halves away from zero: the one rounding of a total.</summary>
    /// <param name="exact">The sum.</param>
    /// <returns>The amount as it is shown and paid.</returns>
    public static Money ToCent(Money exact)
    {
        var value = exact.Value.Scale > LongestScale ? Math.Round(exact.Value, TrustedDecimals) : exact.Value;
        return new(Math.Round(value, Cents, MidpointRounding.AwayFromZero));
    }
}
