using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Books;

/// <summary>What of a statement is not as it stood before, and why.</summary>
public static class BookDifference
{
    private static readonly Duration _longestInterval = Duration.FromHours(1);

    /// <summary>Compares what stands with a fresh statement.</summary>
    /// <param name="standing">What stands, by the lines' names.</param>
    /// <param name="fresh">The lines of the fresh statement.</param>
    /// <returns>The lines that differ, in the order of the fresh statement, then those that are gone.</returns>
    public static ImmutableArray<ChangedLine> Of(IReadOnlyDictionary<LineId, StatementLine> standing, ImmutableArray<StatementLine> fresh)
    {
        ArgumentNullException.ThrowIfNull(standing);
        var changes = ImmutableArray.CreateBuilder<ChangedLine>();
        var settledBefore = Settled(standing.Values);
        var settledNow = Settled(fresh);
        var seen = new HashSet<LineId>();
        foreach (var line in fresh)
        {
            seen.Add(line.Id);
            if (!standing.TryGetValue(line.Id, out var before))
            {
                changes.Add(new(null, line, settledBefore.Contains(line.Id.Start) ? Agreed(line) : LineCause.NowSettled));
            }
            else if (!IsSame(before, line))
            {
                changes.Add(new(before, line, Cause(before, line)));
            }
        }

        foreach (var gone in standing.Values.Where(line => !seen.Contains(line.Id)).OrderBy(line => line.Id.Start))
        {
            changes.Add(new(gone, null, settledNow.Contains(gone.Id.Start) ? Agreed(gone) : LineCause.NowOpen));
        }

        var read = changes.Where(change => change.Cause is LineCause.Reading or LineCause.ReadingAndPrice).Select(change => change.Id.Start).ToHashSet();
        return [.. changes.Select(change => ByReadings(change, read))];
    }

    /// <summary>The lines that a change is booked by: what stood is reversed, what stands now is new.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>Reversal before new line, change by change.</returns>
    public static ImmutableArray<BookedLine> Lines(ImmutableArray<ChangedLine> changes) =>
    [
        .. changes.SelectMany(change => new[]
        {
            change.Before is { } before ? new BookedLine(before with { Quantity = -before.Quantity, Amount = -before.Amount }, IsReversal: true) : null,
            change.After is { } after ? new BookedLine(after, IsReversal: false) : null,
        }.OfType<BookedLine>()),
    ];

    private static HashSet<Instant> Settled(IEnumerable<StatementLine> lines) =>
        [.. lines.Where(line => line.Id.Charge == ChargeKind.EnergyRealTime).Select(line => line.Id.Start)];

    // Where a figure came from may change without the figure: then nothing is owed anew.
    private static bool IsSame(StatementLine left, StatementLine right) =>
        (left.Span, left.Quantity, left.Unit, left.Price, left.Amount) == (right.Span, right.Quantity, right.Unit, right.Price, right.Amount);

    // What is counted over a month has no reading of its own, and a line may begin or end to be at a reading that changed.
    private static ChangedLine ByReadings(ChangedLine change, HashSet<Instant> read)
    {
        if (change.Cause != LineCause.Contract)
        {
            return change;
        }

        var isRead = change switch
        {
            { Before: { } before, After: { Basis.Reading: null } after } => before.Quantity != after.Quantity && before.Price == after.Price
                && after.Span.Length > _longestInterval && read.Any(start => start >= after.Span.Start && start < after.Span.End),
            { Before: { } before, After: null } => before.Basis.Reading is not null && read.Contains(before.Id.Start),
            { Before: null, After: { } after } => after.Basis.Reading is not null && read.Contains(after.Id.Start),
            _ => false,
        };
        return isRead ? change with { Cause = LineCause.Reading } : change;
    }

    // A line that comes or goes in a settled interval: by the awards, else by what the site file says.
    private static LineCause Agreed(StatementLine line) => RowNames.IsAward(line.Id) ? LineCause.Award : LineCause.Contract;

    private static LineCause Cause(StatementLine before, StatementLine after)
    {
        var isReading = before.Quantity != after.Quantity && after.Basis.Reading is not null;
        var isPrice = before.Price != after.Price && after.Basis.Price is { Source: >= 0 };
        if (RowNames.IsAward(after.Id))
        {
            // An award's own price is part of its row.
            var isRow = isReading || (isPrice && after.Basis.Price?.Source == after.Basis.Reading?.Source);
            isPrice &= after.Basis.Price?.Source != after.Basis.Reading?.Source;
            return isRow && isPrice ? LineCause.AwardAndPrice : isRow ? LineCause.Award : isPrice ? LineCause.Price : LineCause.Contract;
        }

        return isReading && isPrice ? LineCause.ReadingAndPrice
            : isReading ? LineCause.Reading
            : isPrice ? LineCause.Price
            : LineCause.Contract;
    }
}
