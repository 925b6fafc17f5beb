using NodaTime;
using Spillway.App.Rules;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.App.Bids;

/// <summary>Between which prices a market takes an offer at an instant.</summary>
/// <param name="File">The rules file that says so.</param>
/// <param name="Cap">The highest offer, currency per MWh; null where the rules state none or mark it uncertain.</param>
/// <param name="CapName">What the rules call it, such as <c>real-time-offer-cap</c>; empty without one.</param>
/// <param name="Floor">The lowest offer or price; null as before.</param>
/// <param name="FloorName">What the rules call it; empty without one.</param>
/// <param name="Uncertain">The limits of this kind whose value the rules mark uncertain, by name; empty where there are none.</param>
public sealed record OfferLimits(string File, EnergyPrice? Cap, string CapName, EnergyPrice? Floor, string FloorName, string Uncertain)
{
    private static readonly PriceLimitKind[] _caps = [PriceLimitKind.RealTimeOfferCap, PriceLimitKind.DayAheadOfferCap, PriceLimitKind.PriceCap];
    private static readonly PriceLimitKind[] _floors = [PriceLimitKind.OfferFloor, PriceLimitKind.PriceFloor];

    /// <summary>The limits in force.</summary>
    /// <param name="rules">The market's rules.</param>
    /// <param name="at">The instant.</param>
    /// <returns>The limits; null before the first dated rule. Where a market limits real-time offers those of the day before do not count.</returns>
    public static OfferLimits? Of(MarketRules rules, Instant at)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Find(at) is not { } inForce)
        {
            return null;
        }

        var all = inForce.Items.Limits;
        var isRealTime = all.Any(one => one.Kind == PriceLimitKind.RealTimeOfferCap);
        var caps = all.Where(one => _caps.Contains(one.Kind) && !(isRealTime && one.Kind == PriceLimitKind.DayAheadOfferCap)).ToList();
        var floors = all.Where(one => _floors.Contains(one.Kind)).ToList();
        var cap = caps.Where(one => one.Value.IsKnown).MinBy(one => one.Value.Known.Value);
        var floor = floors.Where(one => one.Value.IsKnown).MaxBy(one => one.Value.Known.Value);
        return new(
            rules.File,
            cap?.Value.Known,
            Name(cap),
            floor?.Value.Known,
            Name(floor),
            string.Join(", ", caps.Concat(floors).Where(one => !one.Value.IsKnown).Select(Name)));
    }

    private static string Name(PriceLimit? limit) => limit is null ? "" : RuleWords.Word(RuleWords.Limits, limit.Kind);
}
