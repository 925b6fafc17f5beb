namespace Spillway.Engine.Sites.Rules;

/// <summary>Which limit on prices or offers is meant.</summary>
public enum PriceLimitKind
{
    /// <summary>The highest real-time offer. An offer cap is not a price cap: congestion and adders carry prices past it.</summary>
    RealTimeOfferCap = 0,

    /// <summary>The highest day-ahead offer.</summary>
    DayAheadOfferCap = 1,

    /// <summary>The offer cap that holds once scarcity has paid a peaker enough in a year.</summary>
    LowOfferCap = 2,

    /// <summary>The highest energy price.</summary>
    PriceCap = 3,

    /// <summary>The lowest energy price, applied after the adders.</summary>
    PriceFloor = 4,

    /// <summary>The highest system-wide energy component of the price.</summary>
    SystemPriceCap = 5,

    /// <summary>The highest clearing price of an ancillary product.</summary>
    AncillaryPriceCap = 6,

    /// <summary>The lowest offer.</summary>
    OfferFloor = 7,
}
