using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What a site owes and is owed over a range: lines, and what stands beside them.</summary>
/// <param name="Site">The site.</param>
/// <param name="Currency">Of all amounts: three letters.</param>
/// <param name="Range">The range, UTC.</param>
/// <param name="Lines">The lines by clause in file order, within a clause by start.</param>
/// <param name="Energy">Metered over the settled intervals.</param>
/// <param name="PowerCredits">What was sold back above its price: Σ max(0, P − F) × max(0, B × h − metered).</param>
/// <param name="Production">What the metered energy produced.</param>
/// <param name="SettledIntervals">How many intervals are settled.</param>
/// <param name="OpenIntervals">How many are not.</param>
/// <param name="Unsettled">Take-or-pay amounts of the open intervals, of blocks, trades and day-ahead awards: positive = the site will pay.</param>
/// <param name="Sources">The files everything came from.</param>
/// <param name="Notes">What a reader must know: a stand-in price, production without a journal, an estimate.</param>
public sealed record Statement(
    SiteId Site,
    string Currency,
    Interval Range,
    ImmutableArray<StatementLine> Lines,
    MegawattHours Energy,
    Money PowerCredits,
    Money Production,
    int SettledIntervals,
    int OpenIntervals,
    Money Unsettled,
    ImmutableArray<SourceFile> Sources,
    ImmutableArray<Wording> Notes)
{
    /// <summary>The exact sum of all lines: positive = the site pays.</summary>
    public Money Total => new(Lines.Sum(line => line.Amount.Value));

    /// <summary>The production by load group, in file order.</summary>
    public ImmutableArray<GroupProduction> Groups { get; init; } = [];

    /// <summary>The contracts whose amounts of open intervals <see cref="Unsettled"/> lacks, as nobody said how much they hold.</summary>
    public ImmutableArray<UnknownHolding> NotKnown { get; init; } = [];
}
