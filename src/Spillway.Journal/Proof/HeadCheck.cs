using System.Globalization;
using Spillway.Journal.Sqlite;

namespace Spillway.Journal.Proof;

/// <summary>Holds the end of the walked chain against the head in the second file.</summary>
internal static class HeadCheck
{
    public static void Run(FindingList findings, ChainWalk walk, SegmentState? end, JournalHead? head, JournalHash? hashAtHead)
    {
        if (head is null)
        {
            findings.Add(
                JournalFindingKind.HeadUnreadable, walk.Last, walk.LastAtUnixMicroseconds, "the head file is not there or says nothing: nobody can tell whether records are missing after this one");
            return;
        }

        if (walk.Last < head.Number)
        {
            findings.Add(JournalFindingKind.TailCut, walk.Last + 1, head.Number, walk.LastAtUnixMicroseconds, string.Create(
                CultureInfo.InvariantCulture, $"the head names record {head.Number} of {Microseconds.Text(head.At)}, and the records end before it"));
            return;
        }

        if (end is not null && end.LastNumber > head.Number && !TailCheck.Reaches(end, head))
        {
            findings.Remove(head.Number + 1);
            findings.Add(JournalFindingKind.HeadDiffers, head.Number + 1, end.LastNumber, end.Last?.AtUnixMicroseconds, string.Create(
                CultureInfo.InvariantCulture, $"they follow the head, record {head.Number}, and no commit left them there: they were put in, or the head was put back"));
        }

        if (hashAtHead is { } hash && hash != head.Hash && !findings.Concerns(head.Number))
        {
            findings.Add(JournalFindingKind.HeadDiffers, head.Number, Microseconds.Of(head.At), $"its hash is {hash}, and the head says {head.Hash}: the records before it were written anew");
        }
    }
}
