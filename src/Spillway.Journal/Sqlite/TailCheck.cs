using System.Globalization;
using Microsoft.Data.Sqlite;
using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>Holds the end of the records against the head before anything is written after them.</summary>
/// <remarks>The head is written after each commit and before it is acknowledged. So the records may be one commit ahead of it, which a
/// kill between the two leaves behind, and never behind it.</remarks>
internal static class TailCheck
{
    /// <summary>Refuses a journal whose end is not the end that was written.</summary>
    public static void Run(string folder, SqliteConnection connection, SegmentState state, JournalHead head)
    {
        if (state.LastNumber < head.Number)
        {
            throw new RefusedException(JournalErrors.TailCut, string.Create(
                CultureInfo.InvariantCulture,
                $"The journal in '{folder}' ends with record {state.LastNumber}; its head names record {head.Number} of {Microseconds.Text(head.At)}."));
        }

        if (!Reaches(state, head) || HashAt(connection, state, head.Number) != head.Hash || !LastIsWhole(connection, state))
        {
            throw new RefusedException(JournalErrors.ChainBroken, string.Create(
                CultureInfo.InvariantCulture,
                $"The journal in '{folder}' ends with record {state.LastNumber}, hash {state.LastHash}; its head is record {head.Number}, hash {head.Hash}, and no commit leads from the one to the other."));
        }
    }

    /// <summary>Whether the records end at the head or one commit after it. Version 1 did not keep where a commit began.</summary>
    public static bool Reaches(SegmentState state, JournalHead head) =>
        state.LastNumber == head.Number || (head.Number < state.LastNumber && (state.CommitFirstNumber == 0 || head.Number + 1 == state.CommitFirstNumber));

    /// <summary>The stored hash of a record of this month or of the last one before it; null where it is not there.</summary>
    public static JournalHash? HashAt(SqliteConnection connection, SegmentState state, long number)
    {
        if (number == state.Start.FirstNumber - 1)
        {
            return state.Start.Previous;
        }

        using var rows = new SegmentRows(connection);
        rows.Begin(number - 1, number, 1);
        return rows.Next() ? rows.Hash : null;
    }

    private static bool LastIsWhole(SqliteConnection connection, SegmentState state)
    {
        if (state.Last is not { } last)
        {
            return true;
        }

        using var rows = new SegmentRows(connection);
        rows.Begin(last.Number - 1, last.Number, 1);
        return rows.Next() && rows.IsShaped && JournalLink.Hash(rows.Previous, rows.Record) == rows.Hash;
    }
}
