namespace Spillway.Engine.Sites.Contracts;

/// <summary>How a contract rounds each line that it owes.</summary>
public enum ContractRounding
{
    /// <summary>Not at all: the exact product stands and the total is rounded once.</summary>
    Exact = 0,

    /// <summary>To the cent, halves away from zero.</summary>
    CentHalfUp = 1,

    /// <summary>To the cent, halves to the even cent.</summary>
    CentHalfEven = 2,

    /// <summary>To four decimals, halves away from zero.</summary>
    FourDecimals = 3,
}
