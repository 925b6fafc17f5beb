using NodaTime;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Console.Now;
using Spillway.App.Console.Texts;
using Spillway.App.Machines;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Console.Alarms;

/// <summary>The words and signs of alarms. A sign stands beside every colour.</summary>
public static class AlarmTexts
{
    /// <summary>A priority's word.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="priority">The priority.</param>
    public static string Of(Reader reader, AlarmPriority priority) => priority switch
    {
        AlarmPriority.Critical => reader["critical"],
        AlarmPriority.High => reader["high"],
        AlarmPriority.Medium => reader["medium"],
        _ => reader["low"],
    };

    /// <summary>A priority's sign, another shape for each.</summary>
    /// <param name="priority">The priority.</param>
    public static string Sign(AlarmPriority priority) => priority switch
    {
        AlarmPriority.Critical => "◆",
        AlarmPriority.High => "▲",
        AlarmPriority.Medium => "●",
        _ => "○",
    };

    /// <summary>The colour's class of a priority.</summary>
    /// <param name="priority">The priority.</param>
    public static string Class(AlarmPriority priority) => priority switch
    {
        AlarmPriority.Critical => "bad",
        AlarmPriority.High or AlarmPriority.Medium => "warn",
        _ => "muted",
    };

    /// <summary>A state in words.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="entry">The alarm.</param>
    public static string State(Reader reader, AlarmEntry entry) => entry.State switch
    {
        AlarmState.Unacknowledged => reader["stands, not acknowledged"],
        AlarmState.Acknowledged => reader["stands, acknowledged"],
        AlarmState.Returned => reader["over, not acknowledged"],
        AlarmState.Shelved => entry.IsStanding ? reader["shelved, stands"] : reader["shelved, over"],
        _ => reader["out of service"],
    };

    /// <summary>What moved in a swing and how fast; null where the alarm is another.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="entry">The alarm.</param>
    public static string? Swing(Reader reader, AlarmEntry entry)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(entry);
        return entry is { BeforeMw: { } before, MeasuredMw: { } moved, WithinSeconds: { } seconds }
            ? reader["{0} became {1} within {2}; {3} of it was ordered", Mw(before), Mw(before + moved), LadderSentence.Seconds(reader, Duration.FromSeconds((double)seconds)), Mw(entry.ExpectedMw ?? 0m)]
            : null;
    }

    /// <summary>The machines that an alarm is about, the first ten by name; null where it is about none.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="entry">The alarm.</param>
    /// <param name="plant">Names them.</param>
    public static string? Machines(Reader reader, AlarmEntry entry, Plant plant)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Machines.IsEmpty)
        {
            return entry.BeforeMw is null ? null : reader["No machine had said by then that it moved."];
        }

        var names = string.Join(", ", entry.Machines.Where(machine => machine < plant.Machines).Take(AlarmSentence.MostNames).Select(machine => MachineDirectory.NameOf(plant, machine)));
        var more = entry.Machines.Length + entry.MoreMachines - AlarmSentence.MostNames;
        return more > 0 ? reader["Machines: {0} and {1} more", names, more] : reader["Machines: {0}", names];
    }

    private static string Mw(decimal megawatts) => Reader.Mw(new Megawatts(megawatts));

    /// <summary>What happened, in a line of the history.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="change">The change's name.</param>
    public static string Change(Reader reader, string change) => change switch
    {
        "raised" => reader["raised"],
        "returned" => reader["returned"],
        "acknowledged" => reader["acknowledged"],
        "shelved" => reader["shelved"],
        "unshelved" => reader["taken from the shelf"],
        "shelf-ended" => reader["shelf time ended"],
        "taken-out" => reader["out of service"],
        "put-back" => reader["in service again"],
        _ => change,
    };

    /// <summary>Who changed an alarm: the desk itself, or a person.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="by">The name.</param>
    public static string By(Reader reader, string by) => by == AlarmChange.DeskName && !reader.IsEnglish ? reader["the desk"] : by;

    /// <summary>The title of a code.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="code">The code; empty for none.</param>
    public static string Title(Reader reader, string code) => AlarmTable.Find(code) is { } definition ? reader[definition.Title] : code;
}
