using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>The prices of a range at the one or two points of its zone, and which of them the market's rules take in each interval.</summary>
internal sealed class PairedColumns
{
    private readonly MarketRules? _rules;
    private readonly bool _isWeighted;
    private readonly KnownPrice?[] _zone;
    private readonly KnownPrice?[] _weighted;
    private RulesInForce? _period;
    private ZonePair? _pair;

    /// <summary>Takes the columns.</summary>
    /// <param name="rules">The market's rules; null without any.</param>
    /// <param name="own">The point that the site names.</param>
    /// <param name="physical">The point and prices loaded for metered load.</param>
    /// <param name="financial">Those loaded for positions; the same ones where there is one price.</param>
    public PairedColumns(
        MarketRules? rules, SettlementPoint own, (SettlementPoint Point, KnownPrice?[] Prices) physical, (SettlementPoint Point, KnownPrice?[] Prices) financial)
    {
        _rules = rules;
        _isWeighted = own.Type == SettlementPointType.ZoneEnergyWeighted;
        (_weighted, _zone) = physical.Point.Type == SettlementPointType.ZoneEnergyWeighted
            ? (physical.Prices, financial.Prices)
            : (financial.Prices, physical.Prices);
    }

    /// <summary>The prices of an interval, as published.</summary>
    /// <param name="start">The interval's start.</param>
    /// <param name="index">Its place.</param>
    public (KnownPrice? Physical, KnownPrice? Financial) At(Instant start, int index)
    {
        if (Pair(start) is { } pair)
        {
            return (Of(pair.Physical)[index], Of(pair.Financial)[index]);
        }

        var own = (_isWeighted ? _weighted : _zone)[index];
        return (own, own);
    }

    private KnownPrice?[] Of(SettlementPointType type) => type == SettlementPointType.ZoneEnergyWeighted ? _weighted : _zone;

    private ZonePair? Pair(Instant start)
    {
        if (_period is null || start < _period.From || start >= _period.To)
        {
            _period = _rules?.Find(start);
            _pair = _period?.Pair();
        }

        return _pair;
    }
}
