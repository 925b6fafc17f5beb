using System.Globalization;
using Spillway.Journal.Sqlite;

namespace Spillway.Journal.Proof;

/// <summary>Holds the end of the walked chain against the head in the second file.</summary>
internal static class HeadCheck
{
    public static void Run(FindingList findings, ChainWalk walk, SegmentState? end, JournalHead? head)
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

        if (walk.Last > head.Number && end is not null && !TailCheck.Reaches(end, head))
        {
            findings.Remove(head.Number + 1);
            findings.Add(JournalFindingKind.HeadDiffers, head.Number + 1, walk.Last, walk.LastAtUnixMicroseconds, string.Create(
                CultureInfo.InvariantCulture, $"the head ends with record {head.Number}, and no commit left more there: they were put in, or the head was put back"));
        }

        if (walk.WatchedHash is { } hash && hash != head.Hash && !findings.Concerns(head.Number))
        {
            findings.Add(JournalFindingKind.HeadDiffers, head.Number, Microseconds.Of(head.At), $"its hash is {hash}, and the head says {head.Hash}: records up to it were written anew");
        }
    }
}
