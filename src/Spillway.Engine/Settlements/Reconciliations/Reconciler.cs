using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>Holds a bill against our statement: pairs the places, then asks why those that differ do.</summary>
public static class Reconciler
{
    /// <summary>Reconciles.</summary>
    /// <param name="statement">Ours.</param>
    /// <param name="bill">Theirs.</param>
    /// <param name="causes">What may explain a difference.</param>
    /// <returns>Every place, and the exact sums.</returns>
    public static Reconciliation Reconcile(Statement statement, Bill bill, KnownCauses causes)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(bill);
        ArgumentNullException.ThrowIfNull(causes);
        var inRange = statement.Lines.Where(line => bill.Range.Contains(line.Span.Start)).ToList();
        var variances = new List<Variance>();
        var (matched, tolerated, ours) = (0, 0m, 0m);
        var covered = new HashSet<LineId>();
        foreach (var scope in bill.Scopes)
        {
            var lines = inRange.Where(scope.Holds).OrderBy(line => line.Span.Start).ToImmutableArray();
            covered.UnionWith(lines.Select(line => line.Id));
            ours += lines.Sum(line => line.Amount.Value);
            var places = Places(scope, lines, bill).ToList();
            var habits = ScopeHabits.Of(places, causes);
            foreach (var place in places)
            {
                variances.AddRange(place.WithoutDuplicates(out var rest));
                if (rest.Agrees)
                {
                    matched++;
                    tolerated += rest.Difference.Value;
                }
                else
                {
                    variances.Add(Explanation.Of(rest, lines, habits, causes));
                }
            }
        }

        var outside = statement.Lines.Where(line => !bill.Range.Contains(line.Span.Start) && bill.Scopes.Any(scope => scope.Holds(line))).ToList();
        var uncovered = inRange.Where(line => !covered.Contains(line.Id)).ToList();
        return new(
            bill.Total,
            new(ours),
            matched,
            new(tolerated),
            [.. variances.OrderBy(variance => variance.Span.Start).ThenBy(variance => variance.Scope.Charge)],
            uncovered.Count,
            new(uncovered.Sum(line => line.Amount.Value)))
        {
            OutsideLines = outside.Count,
            Outside = new(outside.Sum(line => line.Amount.Value)),
        };
    }

    // A bill's line may span several of ours (an hour, a day): the place is the larger of the two.
    private static IEnumerable<BilledPlace> Places(BillScope scope, ImmutableArray<StatementLine> lines, Bill bill)
    {
        var spans = bill.Lines.Where(line => line.Scope == scope)
            .GroupBy(line => line.Span)
            .OrderBy(group => group.Key.Start)
            .ThenBy(group => group.Key.End);
        var isTaken = new bool[lines.Length];
        foreach (var group in spans)
        {
            var inside = ImmutableArray.CreateBuilder<StatementLine>();
            for (var index = FirstFrom(lines, group.Key.Start); index < lines.Length && lines[index].Span.Start < group.Key.End; index++)
            {
                if (!isTaken[index])
                {
                    isTaken[index] = true;
                    inside.Add(lines[index]);
                }
            }

            yield return new(scope, group.Key, [.. group], inside.ToImmutable());
        }

        var missing = lines.Where((_, index) => !isTaken[index]).GroupBy(line => new Interval(line.Span.Start, line.Span.End));
        foreach (var group in missing)
        {
            yield return new(scope, group.Key, [], [.. group]);
        }
    }

    private static int FirstFrom(ImmutableArray<StatementLine> lines, Instant start)
    {
        var (low, high) = (0, lines.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = lines[middle].Span.Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
