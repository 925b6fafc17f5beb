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

    /// <summary>The form of a line in the chart.</summary>
    /// <param name="isDark">Whether the ground is dark.</param>
    /// <param name="index">Which line: load, wanted, limit, price, value.</param>
    public static Line Line(bool isDark, int index)
    {
        var (colour, width, dashes) = Form(isDark, index);
        return new() { Color = colour, Width = width, Dash = dashes.Length == 0 ? "solid" : string.Join(',', dashes.Split(' ').Select(static one => one + "px")), Shape = LineShape.Hv };
    }

    /// <summary>The colour, width in pixels and dashes of a line, as its sign beside the chart has them.</summary>
    /// <param name="isDark">Whether the ground is dark.</param>
    /// <param name="index">Which line.</param>
    public static (string Colour, decimal Width, string Dashes) Form(bool isDark, int index) => index switch
    {
        0 => (isDark ? "#7cc4ff" : "#0b5cad", 2.5m, ""),
        1 => (isDark ? "#a9b6c3" : "#4a5866", 1.2m, "2 2"),
        2 => (isDark ? "#ff8a80" : "#b3261e", 1.2m, "7 5"),
        3 => (isDark ? "#ffca6b" : "#855300", 1.6m, ""),
        _ => (isDark ? "#8fd9a0" : "#1d6b34", 1.4m, "7 3 2 3"),
    };

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
            ShowLegend = false,
            // The day stands beneath the first hour of it, in figures: they need no language.
            XAxis = [new() { GridColor = grid, Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date, HoverFormat = "%H:%M:%S", TickFormat = "%H:%M\n%Y-%m-%d" }],
            YAxis = [power, price],
        };
    }

    private static YAxis Axis(string grid, string title) => new() { GridColor = grid, ZeroLineColor = grid, Title = new() { Text = title } };
}
