namespace Spillway.Engine.Plans;

/// <summary>The stable text of each reason code, as files and the decision hash write it.</summary>
public static class ReasonCodes
{
    /// <summary>The text of a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>Lower-case words joined by hyphens.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The code is none of the known ones.</exception>
    public static string Text(ReasonCode code) => code switch
    {
        ReasonCode.AlwaysOn => "always-on",
        ReasonCode.FirstInterval => "first-interval",
        ReasonCode.PriceBelowValue => "price-below-value",
        ReasonCode.PriceAboveValue => "price-above-value",
        ReasonCode.ExpectedGain => "expected-gain",
        ReasonCode.ExpectedLoss => "expected-loss",
        ReasonCode.RestartCostsMore => "restart-costs-more",
        ReasonCode.RestartNotYetPaid => "restart-not-yet-paid",
        ReasonCode.PerfectForesight => "perfect-foresight",
        ReasonCode.AboveRestartPrice => "above-restart-price",
        ReasonCode.MinimumOffTime => "minimum-off-time",
        ReasonCode.OutsideWindow => "outside-window",
        ReasonCode.MinimumUpTime => "minimum-up-time",
        ReasonCode.MinimumDownTime => "minimum-down-time",
        ReasonCode.ImportLimit => "import-limit",
        ReasonCode.RampLimit => "ramp-limit",
        ReasonCode.CoincidentPeak => "coincident-peak",
        ReasonCode.Obligation => "obligation",
        ReasonCode.SellBackSpread => "sell-back-spread",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a known reason code."),
    };
}
