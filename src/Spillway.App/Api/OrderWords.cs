using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Api;

/// <summary>The words of the API and the screen for what the engine has as enumerations.</summary>
internal static class OrderWords
{
    /// <summary>A kind of order.</summary>
    public static string Of(OrderKind kind) => kind switch
    {
        OrderKind.Ceiling => "ceiling",
        OrderKind.Reduction => "reduction",
        OrderKind.Floor => "floor",
        OrderKind.HoldOn => "hold-on",
        OrderKind.HoldOff => "hold-off",
        OrderKind.Stop => "stop",
        OrderKind.LockOut => "lock",
        OrderKind.Unlock => "unlock",
        _ => "release",
    };

    /// <summary>A rank.</summary>
    public static string Of(OrderRank rank) => rank switch
    {
        OrderRank.Protection => "protection",
        OrderRank.EmergencyStop => "emergency-stop",
        OrderRank.Obligation => "obligation",
        OrderRank.OperatorHold => "operator",
        _ => "economics",
    };

    /// <summary>A rank by its word.</summary>
    public static OrderRank? Rank(string word) => word switch
    {
        "protection" => OrderRank.Protection,
        "obligation" => OrderRank.Obligation,
        "operator" => OrderRank.OperatorHold,
        _ => null,
    };

    /// <summary>What became of an order.</summary>
    public static string Of(OrderVerdict verdict) => verdict switch
    {
        OrderVerdict.Accepted => "accepted",
        OrderVerdict.AcceptedWithinHigher => "accepted-within-higher",
        OrderVerdict.Known => "known",
        OrderVerdict.IdTaken => "id-taken",
        OrderVerdict.UnknownGroup => "unknown-group",
        OrderVerdict.UnknownFeed => "unknown-feed",
        OrderVerdict.NothingToEnd => "nothing-to-end",
        OrderVerdict.AlreadyOver => "already-over",
        OrderVerdict.BadFigure => "bad-figure",
        _ => "too-many",
    };

    /// <summary>Why an order was refused, for people.</summary>
    public static string Why(OrderVerdict verdict) => verdict switch
    {
        OrderVerdict.IdTaken => "its id belongs to a different order",
        OrderVerdict.UnknownGroup => "the site has no such group",
        OrderVerdict.UnknownFeed => "the site has no such feed",
        OrderVerdict.NothingToEnd => "no such order or lock-out is in force",
        OrderVerdict.AlreadyOver => "it had ended before it came",
        OrderVerdict.BadFigure => "a figure is missing, negative or out of range",
        OrderVerdict.TooMany => "as many orders as the desk keeps are in force",
        _ => "it was accepted",
    };

    /// <summary>The way by which power is taken off.</summary>
    public static string Of(ShedPath path) => path switch
    {
        ShedPath.Firmware => "firmware",
        ShedPath.Breakers => "breakers",
        ShedPath.FirmwareThenBreakers => "firmware-then-breakers",
        ShedPath.Graceful => "graceful",
        ShedPath.Restore => "restore",
        _ => "none",
    };

    /// <summary>Why a group is wanted as it is.</summary>
    public static string Of(CauseKind cause) => cause switch
    {
        CauseKind.Economics => "economics",
        CauseKind.Canary => "canary",
        CauseKind.Hold => "hold",
        CauseKind.Ceiling => "ceiling",
        CauseKind.Floor => "floor",
        CauseKind.Stop => "stop",
        CauseKind.ImportLimit => "import-limit",
        CauseKind.Ramp => "ramp",
        CauseKind.FailSafe => "fail-safe",
        CauseKind.LockOut => "lock-out",
        _ => "none",
    };

    /// <summary>What an alarm is about.</summary>
    public static string Of(AlarmCode code) => code switch
    {
        AlarmCode.Swing => "swing",
        AlarmCode.NotFollowing => "not-following",
        AlarmCode.StalePrice => "stale-price",
        AlarmCode.StaleMeter => "stale-meter",
        AlarmCode.LostGroup => "lost-group",
        AlarmCode.LostClock => "lost-clock",
        AlarmCode.FeedContradicts => "feed-contradicts",
        AlarmCode.LimitExceeded => "limit-exceeded",
        AlarmCode.PromiseMissed => "promise-missed",
        AlarmCode.FeedNotFollowing => "feed-not-following",
        AlarmCode.FeedTripped => "feed-tripped",
        AlarmCode.OutcomeTwice => "outcome-twice",
        AlarmCode.MeterDiffers => "meter-differs",
        AlarmCode.Restarted => "restarted",
        _ => "unknown",
    };

    /// <summary>An alarm in words.</summary>
    public static string Sentence(Alarm alarm) => alarm.Code switch
    {
        AlarmCode.Swing => "the power moved and nobody had ordered it",
        AlarmCode.NotFollowing => "machines do not do what they were told",
        AlarmCode.StalePrice => "no new price",
        AlarmCode.StaleMeter => "the site meter is silent",
        AlarmCode.LostGroup => "too many machines cannot be reached",
        AlarmCode.LostClock => "the clock jumped",
        AlarmCode.FeedContradicts => "feedback and flow contradict one another",
        AlarmCode.LimitExceeded => "more is drawn than the import limit allows",
        AlarmCode.PromiseMissed => "the ceiling was not reached at its deadline",
        AlarmCode.FeedNotFollowing => "the breaker does not do what it was told",
        AlarmCode.FeedTripped => "opened by its own protection",
        AlarmCode.OutcomeTwice => "a command ended twice",
        AlarmCode.MeterDiffers => "meter and machines differ",
        AlarmCode.Restarted => "held back after a restart",
        _ => OrderWords.Of(alarm.Code),
    };
}
