namespace Spillway.App.Console.Orders;

/// <summary>What somebody wants to order.</summary>
public enum DraftKind
{
    /// <summary>Come down to some MW.</summary>
    ShedTo,

    /// <summary>Come down by some MW.</summary>
    ShedBy,

    /// <summary>A group off.</summary>
    HoldOff,

    /// <summary>A group on.</summary>
    HoldOn,

    /// <summary>Stay above some MW.</summary>
    Floor,

    /// <summary>A group or a feed under maintenance.</summary>
    Lock,

    /// <summary>The maintenance is over.</summary>
    Unlock,
}
