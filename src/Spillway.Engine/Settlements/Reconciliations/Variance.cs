using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>One place where a bill and our statement differ.</summary>
/// <param name="Class">Why.</param>
/// <param name="Span">Which interval or period, UTC.</param>
/// <param name="Scope">Which charge.</param>
/// <param name="BillLines">The bill's lines; none where it has none.</param>
/// <param name="OurLines">Our lines; none where we have none.</param>
/// <param name="Because">One sentence with the numbers.</param>
public sealed record Variance(
    VarianceClass Class,
    Interval Span,
    BillScope Scope,
    ImmutableArray<BillLine> BillLines,
    ImmutableArray<StatementLine> OurLines,
    Wording Because)
{
    /// <summary>What the bill asks.</summary>
    public Money Billed => new(BillLines.Sum(line => line.Amount.Value));

    /// <summary>What we say is owed.</summary>
    public Money Ours => new(OurLines.Sum(line => line.Amount.Value));

    /// <summary>Bill less ours: positive = the bill asks too much.</summary>
    public Money Difference => Billed - Ours;
}
