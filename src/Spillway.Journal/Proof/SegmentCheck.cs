using System.Globalization;
using Microsoft.Data.Sqlite;
using Spillway.Journal.Sqlite;

namespace Spillway.Journal.Proof;

/// <summary>Holds the row about a month, and the name of its file, against the records in it. The chain covers neither.</summary>
/// <param name="findings">Takes what is wrong.</param>
/// <param name="name">The name of the file.</param>
/// <param name="expected">What follows from the months before.</param>
/// <param name="first">The first record that stands in the file; null where it holds none.</param>
internal sealed class SegmentCheck(FindingList findings, SegmentName name, ExpectedSegment expected, FirstRow? first)
{
    /// <summary>Says what does not fit.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="state">What it says of itself; null where it says nothing.</param>
    /// <param name="taken">The last record, of this month or one before, that says who took the journal; null where there is none.</param>
    /// <returns>The state with the beginning that is right.</returns>
    public SegmentState? Run(SqliteConnection connection, SegmentState? state, Taking? taken)
    {
        CheckName();
        if (state is null || SegmentConnection.Number(connection, "SELECT count(*) FROM segment") != 1)
        {
            Add("does not have the one row that says what it holds");
            return state;
        }

        CheckWriter(state, taken);
        var (number, previous) = (state.Start.FirstNumber, state.Start.Previous);
        if (Fits(number, previous) || !IsKnown(number))
        {
            return state;
        }

        Add(number == expected.FirstNumber || number == first?.Number
            ? "says that its first record follows another hash than the one before it"
            : string.Create(CultureInfo.InvariantCulture, $"says that it begins with record {number}"));
        return state with { Start = state.Start with { FirstNumber = expected.FirstNumber, Previous = expected.Previous } };
    }

    /// <summary>Whether a beginning is where the months before end, or where the records of this one begin: of the two, one may be damaged,
    /// which is a finding of its own.</summary>
    private bool Fits(long number, JournalHash previous) =>
        (number == expected.FirstNumber && previous == expected.Previous) || (first is { } row && number == row.Number && previous == row.Previous);

    /// <summary>Whether a beginning that fits neither can be judged: not where records are missing on both sides of it, nor where what comes
    /// before it cannot be read and the first record is not what was written.</summary>
    private bool IsKnown(long number) => first is { } row
        ? (number <= expected.FirstNumber || number >= row.Number) && (expected.IsLinkKnown || !findings.Concerns(row.Number))
        : expected.IsLinkKnown;

    // A number that is left out together with records is a month that is missing, which the walk says. A clock set back and a month without
    // records leave a name before the month of the first record, and nothing leaves one after it.
    private void CheckName()
    {
        if (name.Sequence != expected.Sequence && (first is null || first.Value.Number == expected.FirstNumber))
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"stands where file {expected.Sequence:0000} belongs"));
        }
        else if (first is { } row && !findings.Concerns(row.Number) && Microseconds.TryInstant(row.AtUnixMicroseconds) is { } at
            && name.Month.CompareTo(SegmentName.MonthOf(at)) > 0)
        {
            Add($"is named after a month later than that of its first record, {Microseconds.Text(at)}");
        }
    }

    // A writer takes the month before its record of that is committed: the row may be ahead of the records, and never behind them.
    private void CheckWriter(SegmentState state, Taking? taken)
    {
        var (epoch, holder) = (state.Start.Epoch, state.Start.Holder);
        if (taken is { } last && !findings.Concerns(last.Number) && (epoch < last.Epoch || (epoch == last.Epoch && holder != last.Holder)))
        {
            Add(string.Create(
                CultureInfo.InvariantCulture, $"says that it is in the hands of '{holder}', epoch {epoch}; record {last.Number} says '{last.Holder}', epoch {last.Epoch}"));
        }
    }

    private void Add(string what) => findings.Add(
        JournalFindingKind.SegmentDiffers, first?.Number ?? expected.FirstNumber, first?.AtUnixMicroseconds, $"{name}{SegmentName.Extension} {what}");
}
