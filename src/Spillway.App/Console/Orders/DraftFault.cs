namespace Spillway.App.Console.Orders;

/// <summary>What of a draft is missing or out of range.</summary>
public enum DraftFault
{
    /// <summary>The MW.</summary>
    Megawatts,

    /// <summary>The time to do it in.</summary>
    Seconds,

    /// <summary>How long it holds.</summary>
    Minutes,

    /// <summary>The group or feed.</summary>
    Place,

    /// <summary>The reason.</summary>
    Reason,
}
