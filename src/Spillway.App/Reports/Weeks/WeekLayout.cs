using Spillway.App.Reports.Figures;

namespace Spillway.App.Reports.Weeks;

/// <summary>The measures of the week chart; the page's script draws by the same ones.</summary>
internal static class WeekLayout
{
    public const int GroupsAtMost = 12;
    public const double Width = 960.0;
    public const double Left = 92.0;
    public const double PriceTop = 36.0;
    public const double PriceBottom = 236.0;
    public const double LoadTop = 280.0;
    public const double LoadBottom = 380.0;
    public const double StripsTop = 424.0;
    public const double StripHeight = 12.0;
    public const double StripStep = 42.0;
    public const double Axis = 20.0;

    public static double Height(int groups) => StripsTop + (StripStep * groups) + Axis;

    /// <summary>The price up to which the upward scale is about even: twice what a MWh earns, rounded.</summary>
    public static double Linear(ReportFigures figures) => Math.Max(1.0, Math.Round((double)figures.SiteWorth() * 2.0));
}
