using System.Collections.Immutable;
using Spillway.Markets.Archive;

namespace Spillway.App.Statements;

/// <summary>Prices, with the place of their files in the statement's list of sources.</summary>
/// <param name="Prices">The prices.</param>
/// <param name="Places">For each of the prices' own sources its index in the statement's list.</param>
internal sealed record SourcedPrices(SettlementPrices Prices, ImmutableArray<int> Places);
