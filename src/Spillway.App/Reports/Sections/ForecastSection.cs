using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Sections;

/// <summary>How good the forecasts were that the judged policy decided by.</summary>
internal static class ForecastSection
{
    /// <summary>Writes the section; nothing where the policy does not forecast.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        foreach (var table in figures.Report.ForecastScores)
        {
            HtmlTable.Write(html, table);
        }
    }
}
