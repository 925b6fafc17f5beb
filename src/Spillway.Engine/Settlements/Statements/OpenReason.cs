namespace Spillway.Engine.Settlements.Statements;

/// <summary>Why an interval cannot be settled yet.</summary>
public enum OpenReason
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>No reading of the site's meter, or one that says it is missing.</summary>
    NoReading = 1,

    /// <summary>No real-time price at the settlement point.</summary>
    NoPrice = 2,

    /// <summary>Neither.</summary>
    NoReadingAndNoPrice = 3,
}
