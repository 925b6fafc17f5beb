using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What a desk decided for an interval before it began, and what it decided it by.</summary>
/// <param name="Planned">The energy each group was to draw, in file order.</param>
/// <param name="Expected">The price that the decision expected of the interval; null where nothing was known yet.</param>
/// <param name="Hashprice">The hash price that the decision went by; null where no load needs one.</param>
/// <param name="Bound">For each group whether an order of the grid or of an operator was the reason of how it was wanted at any time of the
/// interval.</param>
public sealed record KnownPlan(ImmutableArray<MegawattHours> Planned, EnergyPrice? Expected, Hashprice? Hashprice, ImmutableArray<bool> Bound);
