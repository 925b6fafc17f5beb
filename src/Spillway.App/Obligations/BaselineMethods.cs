using System.Collections.Immutable;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>The methods of a baseline by their names, and how a programme varies one.</summary>
internal static class BaselineMethods
{
    /// <summary>The mean power before an instruction: no day counts.</summary>
    public const string BeforeInstruction = "before-instruction";

    private const int BackPerDay = 3;

    /// <summary>The methods that look at other days.</summary>
    public static ImmutableSortedDictionary<string, BaselineRules> ByDays { get; } = new Dictionary<string, BaselineRules>
    {
        ["10-of-10"] = BaselineRules.TenOfTen,
        ["3-of-10-high"] = BaselineRules.ThreeOfTenHigh,
        ["15-of-20"] = BaselineRules.FifteenOfTwenty,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A method as a programme has it.</summary>
    /// <param name="rules">The method's own rules.</param>
    /// <param name="window">How many eligible days are looked at; null for the method's.</param>
    /// <param name="take">How many of them count; null for the method's, at most <paramref name="window"/>.</param>
    /// <param name="days">Which days are eligible: <c>business</c>, <c>same-kind</c> or <c>any</c>.</param>
    /// <param name="form">How the event's own day counts: <c>ratio</c>, <c>difference</c>, <c>none</c>; null for the method's.</param>
    /// <param name="cap">The most that it adds or takes; null for the method's.</param>
    /// <returns>The rules; whether <see cref="BaselineRules.Take"/> fits is for the caller to say.</returns>
    public static BaselineRules Varied(BaselineRules rules, int? window, int? take, string days, string? form, decimal? cap)
    {
        var most = window ?? rules.Window;
        var adjustment = form switch
        {
            null => rules.Adjustment,
            "none" => null,
            _ => SameDayAdjustment.TwentyPercent with { Form = form == "ratio" ? AdjustmentForm.Ratio : AdjustmentForm.Difference },
        };
        return rules with
        {
            Window = most,
            Take = take ?? Math.Min(rules.Take, most),
            Days = days switch { "same-kind" => DayKind.SameKind, "any" => DayKind.AnyDay, _ => DayKind.BusinessDays },
            Adjustment = cap is { } share && adjustment is not null ? adjustment with { Cap = new Ratio(share) } : adjustment,
            MostDaysBack = Math.Max(rules.MostDaysBack, most * BackPerDay),
        };
    }
}
