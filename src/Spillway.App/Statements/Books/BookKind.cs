namespace Spillway.App.Statements.Books;

/// <summary>What a booked version of a month is.</summary>
public enum BookKind
{
    /// <summary>The first: on the readings and prices of the first days.</summary>
    Initial = 0,

    /// <summary>On final readings and prices.</summary>
    Final = 1,

    /// <summary>Every later correction.</summary>
    TrueUp = 2,

    /// <summary>A correction of an earlier month that is closed, booked in the next open one.</summary>
    Correction = 3,
}
