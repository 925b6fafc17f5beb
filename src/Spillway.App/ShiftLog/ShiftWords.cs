using Spillway.Engine;

namespace Spillway.App.ShiftLog;

/// <summary>The names of kinds in files and the API.</summary>
public static class ShiftWords
{
    /// <summary>A kind's name.</summary>
    /// <param name="kind">The kind.</param>
    public static string Of(NoteKind kind) => kind switch
    {
        NoteKind.Instruction => "instruction",
        NoteKind.HandOver => "hand-over",
        NoteKind.TakeOver => "take-over",
        NoteKind.Addendum => "addendum",
        _ => "note",
    };

    /// <summary>The kind that somebody may write by name: a note or an instruction.</summary>
    /// <param name="word">The name; empty for a note.</param>
    /// <exception cref="RefusedException"><see cref="ShiftErrors.BadEntry"/>.</exception>
    public static NoteKind Kind(string word) => word switch
    {
        "" or "note" => NoteKind.Note,
        "instruction" => NoteKind.Instruction,
        _ => throw new RefusedException(ShiftErrors.BadEntry, $"kind: '{word}' is none of note, instruction."),
    };
}
