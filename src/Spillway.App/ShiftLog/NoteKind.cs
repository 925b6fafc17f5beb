namespace Spillway.App.ShiftLog;

/// <summary>What an entry of the shift log is.</summary>
public enum NoteKind
{
    /// <summary>Something that happened or was seen.</summary>
    Note,

    /// <summary>Something to go by until somebody takes it down.</summary>
    Instruction,

    /// <summary>What the outgoing shift hands over, signed.</summary>
    HandOver,

    /// <summary>The incoming shift's signature on a hand-over.</summary>
    TakeOver,

    /// <summary>Something added to an earlier entry.</summary>
    Addendum,
}
