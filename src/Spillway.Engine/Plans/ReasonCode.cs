namespace Spillway.Engine.Plans;

/// <summary>Why a group runs as it does. The names are part of the decision hash and never change.</summary>
public enum ReasonCode
{
    /// <summary>The policy never stops.</summary>
    AlwaysOn = 1,

    /// <summary>Nothing is known yet in the first interval, so the group runs.</summary>
    FirstInterval = 2,

    /// <summary>The newest known price makes this mode the most worth.</summary>
    PriceBelowValue = 3,

    /// <summary>The newest known price is not below what running earns.</summary>
    PriceAboveValue = 4,

    /// <summary>The coming price is expected to leave a gain, the restart counted.</summary>
    ExpectedGain = 5,

    /// <summary>The coming price is expected to cost more than running earns.</summary>
    ExpectedLoss = 6,

    /// <summary>The coming loss is smaller than what a stop and restart would cost.</summary>
    RestartCostsMore = 7,

    /// <summary>The expected gain does not yet pay for a restart.</summary>
    RestartNotYetPaid = 8,

    /// <summary>The plan made with every price known.</summary>
    PerfectForesight = 9,

    /// <summary>The restart price has not been reached since the stop.</summary>
    AboveRestartPrice = 10,

    /// <summary>The threshold's minimum off time is not over.</summary>
    MinimumOffTime = 11,

    /// <summary>The hour lies outside the running window.</summary>
    OutsideWindow = 12,

    /// <summary>Started machines must serve their minimum up time.</summary>
    MinimumUpTime = 13,

    /// <summary>Stopped machines must serve their minimum down time.</summary>
    MinimumDownTime = 14,

    /// <summary>More valuable machines use up the import limit.</summary>
    ImportLimit = 15,

    /// <summary>The site may not change its power faster.</summary>
    RampLimit = 16,

    /// <summary>With the chance that the interval is the month's coincident peak, running costs more than it earns.</summary>
    CoincidentPeak = 17,

    /// <summary>Somebody holds the MW: they must run so that an award stands, or stay off so that there is room for one.</summary>
    Obligation = 18,

    /// <summary>What would not be drawn was bought ahead and is sold back below the market's price, which is worth less than running.</summary>
    SellBackSpread = 19,
}
