using Spillway.App.Console.Texts;
using Spillway.App.ShiftLog;

namespace Spillway.App.Console.Shifts;

/// <summary>The words of the shift log.</summary>
public static class ShiftTexts
{
    /// <summary>What an entry is.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="kind">The kind.</param>
    public static string Of(Reader reader, NoteKind kind) => kind switch
    {
        NoteKind.Instruction => reader["instruction"],
        NoteKind.HandOver => reader["hand-over, signed"],
        NoteKind.TakeOver => reader["taken over, signed"],
        NoteKind.Addendum => reader["addendum"],
        _ => reader["note"],
    };

    /// <summary>A shift with its times.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="shift">The shift.</param>
    public static string Of(Reader reader, Shift shift) => reader["{0} to {1}", reader.DateTime(shift.Start)[..^3], reader.Time(shift.End)[..^3]];

    /// <summary>A link in words.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="link">The link.</param>
    public static string Of(Reader reader, NoteLink link) => link.Kind switch
    {
        "alarm" => reader["alarm {0}", link.Id],
        "order" => reader["order {0}", link.Id],
        "event" => reader["event {0}", link.Id],
        _ => reader["entry {0}", link.Id],
    };
}
