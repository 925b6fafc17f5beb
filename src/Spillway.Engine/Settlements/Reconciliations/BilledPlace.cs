using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>One span of one scope with what both papers say about it.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Span">The span.</param>
/// <param name="Billed">The bill's lines.</param>
/// <param name="Lines">Our lines.</param>
internal sealed record BilledPlace(
    BillScope Scope, Interval Span, ImmutableArray<BillLine> Billed, ImmutableArray<StatementLine> Lines)
{
    /// <summary>Bill less ours.</summary>
    public Money Difference => Sum(Billed) - Ours;

    /// <summary>What we say is owed.</summary>
    public Money Ours => new(Lines.Sum(line => line.Amount.Value));

    /// <summary>Whether one of the two papers has nothing here.</summary>
    public bool IsOneSided => Billed.IsEmpty || Lines.IsEmpty;

    /// <summary>Whether both have it and differ by no more than the tolerance.</summary>
    public bool Agrees => !IsOneSided && Math.Abs(Difference.Value) <= Scope.Tolerance.Value && !HidesTwoFaults;

    /// <summary>Our quantity; null where our lines count different things.</summary>
    public decimal? Quantity => Lines.Length > 0 && Lines.All(line => line.Unit == Lines[0].Unit) ? Lines.Sum(line => line.Quantity) : null;

    /// <summary>Our price where all lines have the same; else null.</summary>
    public decimal? Price => Lines.Length > 0 && Lines.All(line => line.Price == Lines[0].Price) ? Lines[0].Price : null;

    /// <summary>The bill's quantity; null where a line does not say.</summary>
    public decimal? BilledQuantity => Billed.Length > 0 && Billed.All(line => line.Quantity is not null) ? Billed.Sum(line => line.Quantity!.Value) : null;

    /// <summary>The bill's price where all lines say the same; else null.</summary>
    public decimal? BilledPrice => Billed.Length > 0 && Billed.All(line => line.Price is not null && line.Price == Billed[0].Price) ? Billed[0].Price!.Value.Value : null;

    // A wrong quantity at a wrong price may come to the right amount; both are on the paper, so both are asked about.
    private bool HidesTwoFaults =>
        (BilledPrice, Price, BilledQuantity, Quantity) is ({ } theirs, { } ours, { } much, { } little)
        && theirs != ours && Math.Abs(Math.Abs(much) - Math.Abs(little)) > QuantityStep && Math.Abs(theirs - ours) * Math.Abs(little) > Scope.Tolerance.Value;

    /// <summary>The smallest quantity a bill shows, MWh or MW.</summary>
    public const decimal QuantityStep = 0.001m;

    /// <summary>Takes out lines that stand twice, where that brings the papers nearer.</summary>
    /// <param name="rest">The place without them.</param>
    /// <returns>One variance a line that is there twice.</returns>
    public IEnumerable<Variance> WithoutDuplicates(out BilledPlace rest)
    {
        var twice = new List<Variance>();
        var extras = new HashSet<int>();
        var distance = Difference.Value;
        foreach (var group in Billed.Select(static (line, index) => (Line: line, Index: index)).GroupBy(static one => (one.Line.Code, one.Line.Quantity, one.Line.Price, one.Line.Amount)))
        {
            foreach (var (extra, index) in group.Skip(1).Where(one => Math.Abs(distance - one.Line.Amount.Value) < Math.Abs(distance)))
            {
                distance -= extra.Amount.Value;
                extras.Add(index);
                twice.Add(new(
                    VarianceClass.Duplicate, Span, Scope, [extra], [],
                    $"Row {extra.Row} repeats row {group.First().Line.Row}: the same code, interval and amount."));
            }
        }

        rest = extras.Count == 0 ? this : this with { Billed = [.. Billed.Where((_, index) => !extras.Contains(index))] };
        return twice;
    }

    private static Money Sum(ImmutableArray<BillLine> lines) => new(lines.Sum(line => line.Amount.Value));
}
