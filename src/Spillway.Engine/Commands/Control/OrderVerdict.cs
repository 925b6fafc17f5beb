namespace Spillway.Engine.Commands.Control;

/// <summary>What became of an order that came in.</summary>
public enum OrderVerdict
{
    /// <summary>Accepted as it is.</summary>
    Accepted = 1,

    /// <summary>Accepted, but a higher rank leaves less room: it holds as far as that allows.</summary>
    AcceptedWithinHigher = 2,

    /// <summary>The same order came before and is answered again; nothing changes.</summary>
    Known = 3,

    /// <summary>Refused: its id belongs to a different order.</summary>
    IdTaken = 4,

    /// <summary>Refused: the site has no such group.</summary>
    UnknownGroup = 5,

    /// <summary>Refused: the site has no such feed.</summary>
    UnknownFeed = 6,

    /// <summary>Refused: no such order or lock-out is in force.</summary>
    NothingToEnd = 7,

    /// <summary>Refused: it had ended before it came.</summary>
    AlreadyOver = 8,

    /// <summary>Refused: a figure is missing, negative or out of range.</summary>
    BadFigure = 9,

    /// <summary>Refused: as many orders as the desk keeps are in force.</summary>
    TooMany = 10,
}
