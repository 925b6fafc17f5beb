using Spillway.Engine.Settlements.Statements;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The one product behind every line of a statement.</summary>
public static class LineArithmetic
{
    private const int Cents = 2;
    private const int Finer = 4;

    /// <summary>What a quantity comes to at a price.</summary>
    /// <param name="quantity">How much.</param>
    /// <param name="price">Currency per one.</param>
    /// <param name="rounding">How the product is rounded.</param>
    /// <returns>Currency: positive = the site pays.</returns>
    public static decimal Amount(decimal quantity, decimal price, LineRounding rounding) => rounding switch
    {
        LineRounding.CentHalfUp => Math.Round(quantity * price, Cents, MidpointRounding.AwayFromZero),
        LineRounding.CentHalfEven => Math.Round(quantity * price, Cents, MidpointRounding.ToEven),
        LineRounding.FourDecimals => Math.Round(quantity * price, Finer, MidpointRounding.AwayFromZero),
        _ => quantity * price,
    };
}
