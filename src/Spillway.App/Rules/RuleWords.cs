using System.Collections.Immutable;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.App.Rules;

/// <summary>The words a rules file has for the engine's rules, each table in the order of its reference page.</summary>
internal static class RuleWords
{
    internal static ImmutableArray<(string Word, ImbalanceRegime Meaning)> Imbalances { get; } =
        [("none", ImbalanceRegime.None), ("physical", ImbalanceRegime.Physical), ("financial", ImbalanceRegime.Financial)];

    internal static ImmutableArray<(string Word, IntervalKind Meaning)> Intervals { get; } =
        [("dispatch", IntervalKind.Dispatch), ("settlement", IntervalKind.Settlement), ("day-ahead", IntervalKind.DayAhead)];

    internal static ImmutableArray<(string Word, SettlementPointType Meaning)> PointTypes { get; } =
    [
        ("zone", SettlementPointType.Zone),
        ("zone-energy-weighted", SettlementPointType.ZoneEnergyWeighted),
        ("hub", SettlementPointType.Hub),
        ("node", SettlementPointType.Node),
        ("system", SettlementPointType.System),
    ];

    internal static ImmutableArray<(string Word, SettlementUse Meaning)> Uses { get; } =
        [("physical", SettlementUse.Physical), ("financial", SettlementUse.Financial)];

    internal static ImmutableArray<(string Word, PriceLimitKind Meaning)> Limits { get; } =
    [
        ("real-time-offer-cap", PriceLimitKind.RealTimeOfferCap),
        ("day-ahead-offer-cap", PriceLimitKind.DayAheadOfferCap),
        ("low-offer-cap", PriceLimitKind.LowOfferCap),
        ("price-cap", PriceLimitKind.PriceCap),
        ("price-floor", PriceLimitKind.PriceFloor),
        ("system-price-cap", PriceLimitKind.SystemPriceCap),
        ("ancillary-price-cap", PriceLimitKind.AncillaryPriceCap),
        ("offer-floor", PriceLimitKind.OfferFloor),
    ];

    internal static ImmutableArray<(string Word, AncillaryDirection Meaning)> Directions { get; } =
        [("up", AncillaryDirection.Up), ("down", AncillaryDirection.Down)];

    internal static ImmutableArray<(string Word, GateKind Meaning)> Gates { get; } =
    [
        ("load-forecast", GateKind.LoadForecast),
        ("renewables-forecast", GateKind.RenewablesForecast),
        ("day-ahead-offers", GateKind.DayAheadOffers),
        ("day-ahead-results", GateKind.DayAheadResults),
        ("reliability-commitment", GateKind.ReliabilityCommitment),
    ];

    internal static ImmutableArray<(string Word, PeakBasis Meaning)> Bases { get; } =
        [("previous-year", PeakBasis.PreviousYear), ("same-year", PeakBasis.SameYear)];

    /// <summary>The words of a table.</summary>
    internal static ImmutableArray<string> Of<T>(ImmutableArray<(string Word, T Meaning)> table) => [.. table.Select(row => row.Word)];

    /// <summary>What a word of a table means.</summary>
    internal static T Meaning<T>(ImmutableArray<(string Word, T Meaning)> table, string word) => table.First(row => row.Word == word).Meaning;

    /// <summary>The word for a meaning.</summary>
    internal static string Word<T>(ImmutableArray<(string Word, T Meaning)> table, T meaning) =>
        table.First(row => EqualityComparer<T>.Default.Equals(row.Meaning, meaning)).Word;
}
