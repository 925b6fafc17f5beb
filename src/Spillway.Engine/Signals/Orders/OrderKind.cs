namespace Spillway.Engine.Signals.Orders;

/// <summary>What an order asks for.</summary>
public enum OrderKind
{
    /// <summary>The site draws at most some MW.</summary>
    Ceiling = 1,

    /// <summary>The site draws some MW less than it did when the order was accepted; becomes a ceiling then.</summary>
    Reduction = 2,

    /// <summary>The site draws at least some MW.</summary>
    Floor = 3,

    /// <summary>A group runs in normal mode, all of it.</summary>
    HoldOn = 4,

    /// <summary>A group is off, all of it.</summary>
    HoldOff = 5,

    /// <summary>Everything stops: machines asleep and feeds open.</summary>
    Stop = 6,

    /// <summary>A group or a feed is under maintenance: never commanded, never closed.</summary>
    LockOut = 7,

    /// <summary>The maintenance of a group or a feed is over.</summary>
    Unlock = 8,

    /// <summary>An order is withdrawn.</summary>
    Release = 9,
}
