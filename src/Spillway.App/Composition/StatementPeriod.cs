namespace Spillway.App.Composition;

/// <summary>What a running desk is asked the statement of.</summary>
public enum StatementPeriod
{
    /// <summary>The local day so far.</summary>
    Today = 0,

    /// <summary>The local month so far.</summary>
    Month = 1,
}
