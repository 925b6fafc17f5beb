using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Reports.Charts;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;
using Spillway.Units;

namespace Spillway.App.Reports.Sections;

/// <summary>Where regret was made: by local hour of the day and by month.</summary>
internal static class RegretSection
{
    private const int Hours = 24;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        html.Leaf("p", $"Regret is foresight's net less the policy's net in the same intervals. It can be below zero where a policy was ahead for a while: foresight gives a little away there to earn more elsewhere.");
        ByHour(html, figures);
        ByMonth(html, figures);
    }

    private static void ByHour(HtmlWriter html, ReportFigures figures)
    {
        html.Leaf("h3", "By hour of the day");
        var own = Sums(figures, figures.Losses);
        BarChart.Write(
            html,
            $"Regret of {figures.Own.Policy} by local hour, {figures.Currency}",
            $"regret of {figures.Own.Policy}, {figures.Currency}",
            [.. own.Select((sum, hour) => (hour.ToString("00", CultureInfo.InvariantCulture), (double)sum.ToMoney().Value))],
            3);
        var others = Others(figures);
        var sums = others.Select(policy => Sums(figures, figures.Loss(policy))).ToImmutableArray();
        var counts = new int[Hours];
        var (prices, loads, fulls) = (new decimal[Hours], new decimal[Hours], new decimal[Hours]);
        for (var index = 0; index < figures.Calendar.Local.Length; index++)
        {
            var hour = figures.Calendar.Local[index].Hour;
            counts[hour]++;
            prices[hour] += figures.Input.Range[index].Price.Value;
            loads[hour] += figures.Own.Power[index];
            fulls[hour] += figures.Always.Power[index];
        }

        HtmlTable.Write(html, new(
            $"By local hour: mean price in {figures.PriceUnit}, load of {figures.Own.Policy} as a share of always-on, regret in {figures.Currency}",
            ["hour", "mean price", "running", .. others.Select(policy => $"regret of {policy.Policy}")],
            [.. Enumerable.Range(0, Hours).Where(hour => counts[hour] > 0).Select(hour => ImmutableArray.Create<string>([
                hour.ToString("00", CultureInfo.InvariantCulture),
                Shown.Number(prices[hour] / counts[hour], "N2"),
                fulls[hour] > 0m ? Shown.Percent(loads[hour] / fulls[hour]) : "–",
                .. sums.Select(policy => Shown.Money(policy[hour]))]))]));
    }

    private static void ByMonth(HtmlWriter html, ReportFigures figures)
    {
        html.Leaf("h3", "By month");
        var months = figures.Calendar.Months();
        var every = (months.Length + 11) / 12;
        var others = Others(figures);
        var sums = others.Select(policy => MonthSection.Sums(figures, figures.Loss(policy), months)).ToImmutableArray();
        var own = MonthSection.Sums(figures, figures.Losses, months);
        BarChart.Write(
            html,
            $"Regret of {figures.Own.Policy} by month, {figures.Currency}",
            $"regret of {figures.Own.Policy}, {figures.Currency}",
            [.. own.Select((sum, month) => (months[month].OnDayOfMonth(1).ToString(months.Length > 12 ? "MMM yy" : "MMM", CultureInfo.InvariantCulture), (double)sum.ToMoney().Value))],
            every);
        HtmlTable.Write(html, new(
            $"Regret by month, {figures.Currency}",
            ["month", .. others.Select(policy => policy.Policy)],
            [.. months.Select((month, index) => ImmutableArray.Create<string>([MonthSection.Name(month), .. sums.Select(policy => Shown.Money(policy[index]))]))]));
    }

    private static ImmutableArray<PolicyIntervals> Others(ReportFigures figures) =>
        [.. figures.Policies.Where(policy => policy != figures.Best)];

    private static ImmutableArray<ExactMoney> Sums(ReportFigures figures, ImmutableArray<ExactMoney> losses)
    {
        var sums = new ExactMoney[Hours];
        for (var index = 0; index < losses.Length; index++)
        {
            sums[figures.Calendar.Local[index].Hour] += losses[index];
        }

        return [.. sums];
    }
}
