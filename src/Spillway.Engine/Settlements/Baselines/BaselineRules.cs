namespace Spillway.Engine.Settlements.Baselines;

/// <summary>A baseline by other days: the mean of some of the last eligible days, brought to the level of the event's day.</summary>
/// <param name="Window">How many eligible days are looked at, back from the event; at least one.</param>
/// <param name="Take">How many of them count; at least one, at most <paramref name="Window"/>.</param>
/// <param name="Pick">Which of them.</param>
/// <param name="Days">Which days are eligible.</param>
/// <param name="Adjustment">How the event's own day counts; null for not at all.</param>
/// <param name="MostDaysBack">How many calendar days are gone back at most; at least <paramref name="Window"/>.</param>
public sealed record BaselineRules(
    int Window, int Take, DayPick Pick, DayKind Days, SameDayAdjustment? Adjustment, int MostDaysBack)
{
    private const int Back = 60;

    /// <summary>The mean of the last ten business days.</summary>
    public static BaselineRules TenOfTen { get; } = new(10, 10, DayPick.Highest, DayKind.BusinessDays, null, Back);

    /// <summary>The mean of the three highest of the last ten business days.</summary>
    public static BaselineRules ThreeOfTenHigh { get; } = new(10, 3, DayPick.Highest, DayKind.BusinessDays, null, Back);

    /// <summary>The mean of the fifteen highest of the last twenty business days, within 20 % of the event's own day.</summary>
    public static BaselineRules FifteenOfTwenty { get; } =
        new(20, 15, DayPick.Highest, DayKind.BusinessDays, SameDayAdjustment.TwentyPercent, Back);
}
