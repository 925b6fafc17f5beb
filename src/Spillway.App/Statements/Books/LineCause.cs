namespace Spillway.App.Statements.Books;

/// <summary>Why a line differs from the one that stood before.</summary>
public enum LineCause
{
    /// <summary>A meter reading changed.</summary>
    Reading = 0,

    /// <summary>A price changed.</summary>
    Price = 1,

    /// <summary>A meter reading and a price did.</summary>
    ReadingAndPrice = 2,

    /// <summary>The interval was open and is settled.</summary>
    NowSettled = 3,

    /// <summary>The interval was settled and is open.</summary>
    NowOpen = 4,

    /// <summary>The contract says something else.</summary>
    Contract = 5,

    /// <summary>A row of an awards file changed, came or went.</summary>
    Award = 6,

    /// <summary>An award and a price of the market did.</summary>
    AwardAndPrice = 7,
}
