using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.YAxisLib;
using Plotly.Blazor.Traces.ScatterLib;
using Spillway.App.Console.Texts;
using LineShape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum;
using PlotLayout = Plotly.Blazor.Layout;

namespace Spillway.App.Console.Now;

/// <summary>The look of the chart: power on the left, price on the right; lines differ in dash and width, not in colour alone.</summary>
internal static class TrendLayout
{
    /// <summary>The first line that stands on the axis of prices.</summary>
    public const int FirstPrice = 3;

    /// <summary>The form of a line.</summary>
    /// <param name="isDark">Whether the ground is dark.</param>
    /// <param name="index">Which line: load, wanted, limit, price, value.</param>
    public static Line Line(bool isDark, int index)
    {
        var (dark, light, width, dash) = index switch
        {
            0 => ("#7cc4ff", "#0b5cad", 2.5m, "solid"),
            1 => ("#a9b6c3", "#4a5866", 1.2m, "dot"),
            2 => ("#ff8a80", "#b3261e", 1.2m, "dash"),
            3 => ("#ffca6b", "#855300", 1.6m, "solid"),
            _ => ("#8fd9a0", "#1d6b34", 1.4m, "dashdot"),
        };
        return new() { Color = isDark ? dark : light, Width = width, Dash = dash, Shape = LineShape.Hv };
    }

    /// <summary>The layout.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="currency">The site's currency.</param>
    /// <param name="prices">Bottom and top of the price axis; a null top leaves the axis to itself.</param>
    public static PlotLayout Of(Reader reader, string currency, (decimal Bottom, decimal? Top)? prices)
    {
        var (ink, grid) = reader.IsDark ? ("#c6d1dc", "#2b3642") : ("#33414e", "#d5dce3");
        var price = Axis(grid, $"{currency}/MWh");
        (price.Overlaying, price.Side, price.ShowGrid) = ("y", SideEnum.Right, false);
        if (prices is { Top: { } top } known)
        {
            (price.Range, price.AutoRange) = ([known.Bottom, top], Plotly.Blazor.LayoutLib.YAxisLib.AutoRangeEnum.False);
        }

        var power = Axis(grid, "MW");
        power.RangeMode = RangeModeEnum.ToZero;
        return new()
        {
            PaperBgColor = "rgba(0,0,0,0)",
            PlotBgColor = "rgba(0,0,0,0)",
            Font = new() { Color = ink, Size = 12 },
            Margin = new() { L = 44, R = 52, T = 8, B = 40 },
            HoverMode = HoverModeEnum.XUnified,
            ShowLegend = true,
            Legend = [new() { Orientation = Plotly.Blazor.LayoutLib.LegendLib.OrientationEnum.H, Y = 1.16m, X = 0 }],
            XAxis = [new() { GridColor = grid, Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date, HoverFormat = "%H:%M:%S" }],
            YAxis = [power, price],
        };
    }

    private static YAxis Axis(string grid, string title) => new() { GridColor = grid, ZeroLineColor = grid, Title = new() { Text = title } };
}
