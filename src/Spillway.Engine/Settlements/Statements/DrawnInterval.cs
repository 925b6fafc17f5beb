using System.Collections.Immutable;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What the groups drew in a settled interval.</summary>
/// <param name="Interval">The interval.</param>
/// <param name="Groups">What each group drew, in file order.</param>
public sealed record DrawnInterval(MeteredInterval Interval, ImmutableArray<DrawnEnergy> Groups);
