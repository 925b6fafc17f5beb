using System.Collections.Immutable;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Reports.Sections;

/// <summary>What was compared, what came of it in three sentences, and the sums of every policy.</summary>
internal static class HeadlineSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        foreach (var notice in figures.Report.Notices)
        {
            html.Leaf("p", notice, ("class", "notice"));
        }

        Facts(html, figures);
        html.Leaf("p", string.Join(' ', Sentences(figures)), ("class", "lead"));
        HtmlTable.Write(html, Summary(figures));
        html.Leaf("p", "Full-load hours are curtailed MWh over the power of always-on. Capture is the gain over always-on as a share of what foresight gains; regret is what is left of foresight's net as a share of what strike leaves. A dash stands where the share has no denominator.", ("class", "note"));
    }

    /// <summary>The three sentences.</summary>
    public static IEnumerable<string> Sentences(ReportFigures figures)
    {
        yield return Earned(figures);
        yield return Why(figures);
        yield return Missed(figures);
    }

    private static void Facts(HtmlWriter html, ReportFigures figures)
    {
        var (input, zone) = (figures.Input, figures.Site.TimeZone);
        var minutes = (int)input.Prices.Interval.TotalMinutes;
        html.Open("dl", ("class", "facts"));
        Fact("Site", $"{figures.Site.Name} ({figures.Site.Site.Id.Text})");
        Fact("Settlement point", $"{figures.Site.SettlementPoint} ({figures.Site.Operator})");
        Fact("Range", $"{Shown.Local(input.From, zone)} to {Shown.Local(input.To, zone)}, end not included");
        Fact("In UTC", $"{Shown.Utc(input.From)} to {Shown.Utc(input.To)}");
        Fact("Intervals", $"{Shown.Count(input.Range.Length)} of {minutes} minutes with a price, {Shown.Count(input.Gaps)} without");
        Fact("Times and money", $"local time of {zone.Id} unless UTC is said; {figures.Currency}");
        Fact("A decision knows", input.Knowledge == Knowledge.Current ? "the interval's own price (for study only)" : "prices up to the interval before");
        html.Close();

        void Fact(string name, string text) => html.Open("div").Leaf("dt", name).Leaf("dd", text).Close();
    }

    private static string Earned(ReportFigures figures)
    {
        var (own, best) = (figures.Judged.Run.Totals.Net, figures.Comparison["foresight"].Run.Totals.Net);
        var always = own - figures.Comparison["always-on"].Run.Totals.Net;
        var text = $"With every price known the site would have earned {Shown.Money(best)} {figures.Currency}; {figures.Own.Policy} earned {Shown.Money(own)}, {Beside(always, "running always")}";
        return figures.Own.Policy == "strike"
            ? text + "."
            : $"{text} and {Beside(own - figures.Comparison["strike"].Run.Totals.Net, "the strike rule")}.";

        static string Beside(ExactMoney difference, string other) => difference.ToCent().Value switch
        {
            0m => $"as much as {other}",
            < 0m => $"{Shown.Money(ExactMoney.Zero - difference)} less than {other}",
            _ => $"{Shown.Money(difference)} more than {other}",
        };
    }

    private static string Why(ReportFigures figures)
    {
        var (left, cost) = (0m, 0m);
        for (var index = 0; index < figures.Input.Range.Length; index++)
        {
            var megawatts = figures.Always.Power[index] - figures.Own.Power[index];
            left += megawatts;
            cost += megawatts * figures.Input.Range[index].Price.Value;
        }

        return left <= 0m
            ? "It drew no less than running always does, so there was nothing to gain from dear hours."
            : $"It left {Shown.Energy(figures.Judged.Curtailed)} MWh unbought that would have cost {Shown.Number(cost / left, "N2")} {figures.PriceUnit} on average, while a MWh of running is worth about {Shown.Number(figures.SiteWorth(), "N2")}.";
    }

    private static string Missed(ReportFigures figures)
    {
        var losses = figures.Losses.Select((loss, index) => (loss.Numerator, index)).Where(loss => loss.Numerator > 0m)
            .OrderByDescending(loss => loss.Numerator).ThenBy(loss => loss.index).ToImmutableArray();
        if (losses.IsEmpty)
        {
            return "In no interval did it earn less than with every price known.";
        }

        var (half, sum, count) = (losses.Sum(loss => loss.Numerator) / 2m, 0m, 0);
        while (sum < half)
        {
            sum += losses[count++].Numerator;
        }

        var worst = losses[0].index;
        var gap = figures.Comparison["foresight"].Run.Totals.Net - figures.Judged.Run.Totals.Net;
        return $"It fell {Shown.Money(gap)} short of foresight: half of its losses came from {Shown.Count(count)} of {Shown.Count(figures.Losses.Length)} intervals, the costliest at {Shown.Local(figures.Input.Range[worst].Start, figures.Site.TimeZone)}, when the price was {Shown.Price(figures.Input.Range[worst].Price)}.";
    }

    private static ReportTable Summary(ReportFigures figures)
    {
        var always = figures.Comparison["always-on"].Run.Totals.Net;
        return new(
            $"Each policy over the whole range; money in {figures.Currency}",
            ["policy", "net", "over always-on", "energy, MWh", "curtailed, MWh", "full-load hours", "restarts", "capture", "regret"],
            [.. figures.Comparison.Policies.Select(policy => ImmutableArray.Create(
                policy.Run.Policy,
                Shown.Money(policy.Run.Totals.Net),
                Shown.Money(policy.Run.Totals.Net - always),
                Shown.Energy(policy.Run.Totals.Energy),
                Shown.Energy(policy.Curtailed),
                CurtailedHours.Of(figures.Comparison, policy) is { } hours ? Shown.Number(hours, "N1") : "–",
                Shown.Count(policy.Run.Totals.Restarts),
                Shown.Ratio(policy.UpliftCapture),
                Shown.Ratio(policy.Regret)))]);
    }
}
