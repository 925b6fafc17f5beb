using System.Collections.Immutable;
using Spillway.Engine.Signals.Obligations;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>Everything that became known since the last step, frozen for one step.</summary>
/// <param name="Prices">Interval prices newly known, oldest first; a report for an earlier interval corrects it.</param>
/// <param name="Publications">Other figures newly known, oldest first.</param>
/// <param name="SettlementPrice">The price that settles the interval that has just ended; null where none has ended or
/// it is not yet known.</param>
/// <param name="DecisionHashprice">The hash price a decision may use: that of the UTC day before; null where no load
/// needs one.</param>
/// <param name="SettlementHashprice">The hash price of the UTC day in which the interval that has just ended began.</param>
public sealed record SignalFrame(
    ImmutableArray<PriceReport> Prices,
    ImmutableArray<Publication> Publications,
    EnergyPrice? SettlementPrice,
    Hashprice? DecisionHashprice,
    Hashprice? SettlementHashprice)
{
    /// <summary>Which MW of the site somebody holds in the interval to decide; empty where nobody does.</summary>
    public ImmutableArray<HeldPower> Held { get; init; } = [];

    /// <summary>What of the power bought ahead for the interval to decide is sold back below the market's price where it is not
    /// drawn; empty where nothing is.</summary>
    public ImmutableArray<SellBackTier> SellBack { get; init; } = [];

    /// <summary>Prices at the other point of the site's pair that became known, oldest first; one for an earlier interval corrects it. Empty
    /// where the market has no pair. Statements are made of them, and no decision rests on them.</summary>
    public ImmutableArray<PairedPrice> Paired { get; init; } = [];

    /// <summary>Nothing new.</summary>
    public static SignalFrame Empty { get; } = new([], [], null, null, null);
}
