using System.Globalization;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Reports;

/// <summary>Turns the reason of a decision into an English sentence; the only place where reasons become words.</summary>
public static class ReasonWords
{
    /// <summary>Says what a group does and why.</summary>
    /// <param name="command">The group's part of a decision.</param>
    /// <param name="point">Where the site's power is priced.</param>
    /// <returns>One sentence without a full stop, such as <c>hall-a off: LZ_WEST last at 412.50, worth 106.60, expected
    /// above it for 3 intervals</c>.</returns>
    public static string Sentence(GroupCommand command, SettlementPoint point)
    {
        ArgumentNullException.ThrowIfNull(command);
        return $"{command.Group} {command.ModeName}: {Because(command.Reason, point)}";
    }

    /// <summary>Says why in a few words without figures, for places where the figures stand beside.</summary>
    /// <param name="code">The kind of reason.</param>
    /// <returns>A clause without a full stop, such as <c>restart not yet paid for</c>.</returns>
    public static string Brief(ReasonCode code) => code switch
    {
        ReasonCode.AlwaysOn => "never stops",
        ReasonCode.FirstInterval => "first interval",
        ReasonCode.PriceBelowValue => "last price below value",
        ReasonCode.PriceAboveValue => "last price not below value",
        ReasonCode.ExpectedGain => "a gain is expected",
        ReasonCode.ExpectedLoss => "a loss is expected",
        ReasonCode.RestartCostsMore => "a stop and restart would cost more",
        ReasonCode.RestartNotYetPaid => "restart not yet paid for",
        ReasonCode.PerfectForesight => "every price known",
        ReasonCode.AboveRestartPrice => "above the restart price",
        ReasonCode.MinimumOffTime => "minimum off time",
        ReasonCode.OutsideWindow => "outside its hours",
        ReasonCode.MinimumUpTime => "minimum up time",
        ReasonCode.MinimumDownTime => "minimum down time",
        ReasonCode.ImportLimit => "import limit",
        ReasonCode.RampLimit => "ramp limit",
        ReasonCode.CoincidentPeak => "may be the month's peak",
        ReasonCode.Obligation => "held by a contract",
        ReasonCode.SellBackSpread => "sold back for less than it earns",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a known reason code."),
    };

    private static string Because(Reason reason, SettlementPoint point) => reason.Code switch
    {
        ReasonCode.AlwaysOn => "the policy never stops",
        ReasonCode.FirstInterval => "first interval, nothing decided before",
        ReasonCode.PriceBelowValue => $"{Last(reason, point)}, {Worth(reason)}",
        ReasonCode.PriceAboveValue => $"{Last(reason, point)}, {Worth(reason)}",
        ReasonCode.ExpectedGain => $"{Last(reason, point)}, {Worth(reason)}{Outlook(reason)}{(IsAbove(reason) ? "; the chance of a low price weighs more" : "")}",
        ReasonCode.ExpectedLoss => $"{Last(reason, point)}, {Worth(reason)}{Outlook(reason)}{(reason.Expected <= reason.Worth ? "; the risk of a spike weighs more" : "")}",
        ReasonCode.RestartCostsMore => $"{Last(reason, point)}, {Worth(reason)}{Outlook(reason)}; a stop and restart would cost more",
        ReasonCode.RestartNotYetPaid => $"{Last(reason, point)}, {Worth(reason)}{Outlook(reason)}; the restart is not yet paid for",
        ReasonCode.PerfectForesight => $"{point} at {Price(reason.Newest)} in this interval, {Worth(reason)}, every price known",
        ReasonCode.AboveRestartPrice => $"{Last(reason, point)}, restarts below {Price(reason.Worth)}",
        ReasonCode.MinimumOffTime => "the strike rule's minimum off time is not over",
        ReasonCode.OutsideWindow => "outside the hours in which it may run",
        ReasonCode.MinimumUpTime => "started machines serve their minimum up time",
        ReasonCode.MinimumDownTime => "stopped machines serve their minimum down time",
        ReasonCode.ImportLimit => "more valuable machines use up the import limit",
        ReasonCode.RampLimit => "the site may not change its power faster",
        ReasonCode.CoincidentPeak => $"{Last(reason, point)}, with the chance of the month's peak {Price(reason.Expected)}, {Worth(reason)}",
        ReasonCode.Obligation => $"{reason.Held?.Value.ToString("0.###", CultureInfo.InvariantCulture)} MW held by {reason.Holder}",
        ReasonCode.SellBackSpread => $"{Last(reason, point)}, sold back at {Price(reason.Expected)}, {Worth(reason)}",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason.Code, "Not a known reason code."),
    };

    private static string Last(Reason reason, SettlementPoint point) =>
        reason.Newest is null ? $"{point} not yet known" : $"{point} last at {Price(reason.Newest)}";

    private static string Worth(Reason reason) => $"worth {Price(reason.Worth)}";

    private static bool IsAbove(Reason reason) => reason.Expected > reason.Worth;

    private static string Outlook(Reason reason)
    {
        if (reason.Expected is null || reason.IntervalsAhead is not { } ahead)
        {
            return "";
        }

        var side = IsAbove(reason) ? "above" : "at or below";
        var count = ahead == 1 ? "1 interval" : string.Create(CultureInfo.InvariantCulture, $"{ahead} intervals");
        return $", expected {side} it for {count}";
    }

    private static string Price(EnergyPrice? price) =>
        price is { } known ? known.Value.ToString("0.00", CultureInfo.InvariantCulture) : "an unknown price";
}
