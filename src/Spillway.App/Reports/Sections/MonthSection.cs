using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Reports.Charts;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;
using Spillway.Units;

namespace Spillway.App.Reports.Sections;

/// <summary>Net by policy and local month.</summary>
internal static class MonthSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        var months = figures.Calendar.Months();
        var nets = figures.Policies.Select(policy => Sums(figures, policy.Net, months)).ToImmutableArray();
        var frame = new ChartFrame(
            $"Net by month of each policy, {figures.Currency}",
            $"net, {figures.Currency}",
            AxisScale.Around([.. nets.SelectMany(sums => sums.Select(Plotted))]),
            months.Length - 1.0,
            [.. Labels(months)]);
        LineChart.Write(html, frame, [.. figures.Policies.Select((policy, index) =>
            new LineSeries(policy.Policy, [.. nets[index].Select((net, month) => ((double)month, Plotted(net)))]))]);
        HtmlTable.Write(html, new(
            $"Net by month, {figures.Currency}",
            ["month", .. figures.Policies.Select(policy => policy.Policy)],
            [.. months.Select((month, index) => Row(Name(month), nets.Select(sums => sums[index]))),
                Row("whole range", figures.Comparison.Policies.Select(policy => policy.Run.Totals.Net))]));
    }

    /// <summary>Sums of an amount by month.</summary>
    public static ImmutableArray<ExactMoney> Sums(ReportFigures figures, ImmutableArray<ExactMoney> amounts, ImmutableArray<YearMonth> months)
    {
        var sums = new ExactMoney[months.Length];
        for (var index = 0; index < amounts.Length; index++)
        {
            var month = figures.Calendar.Local[index].Date.ToYearMonth();
            var at = ((month.Year - months[0].Year) * 12) + month.Month - months[0].Month;
            sums[at] += amounts[index];
        }

        return [.. sums];
    }

    /// <summary>A month's name as the report writes it.</summary>
    public static string Name(YearMonth month) => month.OnDayOfMonth(1).ToString("MMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>Marks for an axis of months, thinned where there are many.</summary>
    public static IEnumerable<(double X, string Label)> Labels(ImmutableArray<YearMonth> months)
    {
        var every = (months.Length + 11) / 12;
        var pattern = months.Length > 12 ? "MMM yy" : "MMM";
        return months.Select((month, index) => ((double)index, month.OnDayOfMonth(1).ToString(pattern, CultureInfo.InvariantCulture)))
            .Where(tick => tick.Item1 % every == 0.0);
    }

    private static ImmutableArray<string> Row(string name, IEnumerable<ExactMoney> nets) => [name, .. nets.Select(Shown.Money)];

    private static double Plotted(ExactMoney net) => (double)net.ToMoney().Value;
}
