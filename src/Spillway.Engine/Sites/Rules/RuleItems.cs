using System.Collections.Immutable;

namespace Spillway.Engine.Sites.Rules;

/// <summary>Everything that one stretch of a market's rules states, in the order of its file.</summary>
public sealed record RuleItems
{
    /// <summary>Nothing stated.</summary>
    public static RuleItems None { get; } = new();

    /// <summary>The regime; null where the file has none.</summary>
    public Regime? Regime { get; init; }

    /// <summary>The lengths of the intervals.</summary>
    public ImmutableArray<MarketInterval> Intervals { get; init; } = [];

    /// <summary>The types of settlement points.</summary>
    public ImmutableArray<PointRule> Points { get; init; } = [];

    /// <summary>The limits on prices and offers.</summary>
    public ImmutableArray<PriceLimit> Limits { get; init; } = [];

    /// <summary>The ancillary products.</summary>
    public ImmutableArray<AncillaryProduct> Ancillary { get; init; } = [];

    /// <summary>The gates.</summary>
    public ImmutableArray<MarketGate> Gates { get; init; } = [];

    /// <summary>The steps of offers.</summary>
    public ImmutableArray<OfferRule> Offers { get; init; } = [];

    /// <summary>How the system's peaks are charged; null where they are not.</summary>
    public CoincidentPeakMethod? CoincidentPeak { get; init; }

    /// <summary>The limit on the sum of recent prices; null where there is none.</summary>
    public CumulativePriceRule? CumulativePrice { get; init; }

    /// <summary>The prices of some months.</summary>
    public ImmutableArray<SeasonalPrice> SeasonalPrices { get; init; } = [];

    /// <summary>Figures that fit no other rule.</summary>
    public ImmutableArray<RuleParameter> Parameters { get; init; } = [];
}
