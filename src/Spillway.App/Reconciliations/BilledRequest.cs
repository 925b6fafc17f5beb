using System.Collections.Immutable;

namespace Spillway.App.Reconciliations;

/// <summary>Which bill a person asked to be reconciled.</summary>
/// <param name="Bill">The bill's file.</param>
/// <param name="Mapping">What its columns and codes mean.</param>
/// <param name="EarlierPrices">Price files that were published and do not stand.</param>
public sealed record BilledRequest(string Bill, string Mapping, ImmutableArray<string> EarlierPrices);
