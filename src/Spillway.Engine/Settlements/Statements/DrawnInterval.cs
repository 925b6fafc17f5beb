using System.Collections.Immutable;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What the groups drew in a settled interval.</summary>
/// <param name="Interval">The interval.</param>
/// <param name="Drawn">MWh of each group, in file order.</param>
/// <param name="Restart">The MWh of it that restarting machines drew.</param>
internal sealed record DrawnInterval(MeteredInterval Interval, ImmutableArray<decimal> Drawn, ImmutableArray<decimal> Restart);
