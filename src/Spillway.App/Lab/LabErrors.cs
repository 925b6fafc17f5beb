using Spillway.Engine;

namespace Spillway.App.Lab;

/// <summary>What the lab refuses beside what backtests refuse.</summary>
public static class LabErrors
{
    /// <summary>Too many studies wait.</summary>
    public static readonly ErrorCode TooManyWait = new(
        "SW6861", "Too many studies wait", "Wait until some have ended, or call some off.");

    /// <summary>There is no such study.</summary>
    public static readonly ErrorCode NoStudy = new(
        "SW6862", "No such study", "Take an id of the list of studies; the oldest are forgotten.");

    /// <summary>The study has ended.</summary>
    public static readonly ErrorCode HasEnded = new(
        "SW6863", "The study has ended", "There is nothing to call off.");

    /// <summary>The study has no report.</summary>
    public static readonly ErrorCode NoReport = new(
        "SW6864", "The study has no report", "Only a study that ended well has one; run it again.");

    /// <summary>The range or a text is too long.</summary>
    public static readonly ErrorCode TooLong = new(
        "SW6865", "The study is too long", "Choose at most 3,660 days, and keep names and policies short.");
}
