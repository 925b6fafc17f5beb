namespace Spillway.Engine.Settlements.Statements;

/// <summary>How a clause rounds each of its lines.</summary>
public enum LineRounding
{
    /// <summary>Not at all: the exact product stands, the total is rounded once.</summary>
    Exact = 0,

    /// <summary>To the cent, halves away from zero.</summary>
    CentHalfUp = 1,

    /// <summary>To the cent, halves to the even cent.</summary>
    CentHalfEven = 2,

    /// <summary>To four decimals, halves away from zero.</summary>
    FourDecimals = 3,
}
