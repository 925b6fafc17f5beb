using System.Collections.Immutable;
using Spillway.App.Reports.Charts;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Sections;

/// <summary>Day by time of day: when power was dear, and when the site ran.</summary>
internal static class HeatMapSection
{
    private static readonly ImmutableArray<uint> _priceColours = [0x2B5FA8, 0xDCE6EE, 0xB9CBB8, 0xF2D58C, 0xE89A4D, 0xC24A2C, 0x5E0F1F];
    private static readonly ImmutableArray<uint> _runColours = [0x2A1A3E, 0x7A4E8C, 0xB58BB5, 0xDCC6DA, 0xF3ECF2];
    private static readonly ImmutableArray<decimal> _multiples = [0m, 0.5m, 1m, 2m, 5m, 20m];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        html.Leaf("p", "A column is a local day, from midnight on top to midnight below. Where clocks go back, the repeated hour stands side by side in its column; where they go forward, the hour that does not exist is left empty.");
        html.Leaf("h3", $"Price, {figures.PriceUnit}");
        var bounds = Bounds(figures);
        var ranges = bounds.Skip(1).Select((bound, index) => $"{Round(bounds[index])} to {Round(bound)}{(index == 1 ? " (breakeven)" : "")}");
        new HeatMap(figures.Calendar, ["below 0", .. ranges, $"from {Round(bounds[^1])} up"], _priceColours)
            .Write(html, "Price", priced => Class(bounds, figures.Input.Range[priced].Price.Value));
        html.Leaf("h3", $"Running, share of always-on load: {figures.Own.Policy}");
        new HeatMap(figures.Calendar, ["off", "up to 1/3", "up to 2/3", "below all", "all"], _runColours)
            .Write(html, $"Load of {figures.Own.Policy} as a share of always-on", priced => Running(figures, priced));
    }

    private static ImmutableArray<decimal> Bounds(ReportFigures figures)
    {
        var worth = Math.Max(0.01m, figures.SiteWorth());
        return [.. _multiples.Select(multiple => Math.Round(multiple * worth, worth < 10m ? 2 : 0))];
    }

    private static int Class(ImmutableArray<decimal> bounds, decimal price)
    {
        var reached = 0;
        while (reached < bounds.Length && price >= bounds[reached])
        {
            reached++;
        }

        return reached;
    }

    private static int Running(ReportFigures figures, int priced)
    {
        var full = figures.Always.Power[priced];
        var share = full > 0m ? figures.Own.Power[priced] / full : 0m;
        return share >= 1m ? 4 : share > 2m / 3m ? 3 : share > 1m / 3m ? 2 : share > 0m ? 1 : 0;
    }

    private static string Round(decimal bound) => Shown.Plain(bound);
}
