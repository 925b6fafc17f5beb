using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>A bill, read.</summary>
/// <param name="Source">Its file.</param>
/// <param name="Range">What it covers, UTC.</param>
/// <param name="Scopes">Everything it claims to charge: a scope without a line is missing, not forgotten.</param>
/// <param name="Lines">Its lines in the order of the file.</param>
/// <param name="Ignored">Rows whose codes the mapping sets aside, by code.</param>
public sealed record Bill(
    SourceFile Source,
    Interval Range,
    ImmutableArray<BillScope> Scopes,
    ImmutableArray<BillLine> Lines,
    ImmutableSortedDictionary<string, (int Rows, Money Amount)> Ignored)
{
    /// <summary>The exact sum of its lines: positive = the site pays.</summary>
    public Money Total => new(Lines.Sum(line => line.Amount.Value));
}
