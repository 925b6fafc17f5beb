namespace Spillway.App.Console.Shifts;

/// <summary>What a reader can do with an entry.</summary>
public enum NoteDeedKind
{
    /// <summary>Say that it was read.</summary>
    Read,

    /// <summary>Change it.</summary>
    Edit,

    /// <summary>Add to it.</summary>
    Add,

    /// <summary>Sign a hand-over as the incoming shift.</summary>
    TakeOver,

    /// <summary>Put it on top.</summary>
    Pin,

    /// <summary>Take it down.</summary>
    Unpin,
}
