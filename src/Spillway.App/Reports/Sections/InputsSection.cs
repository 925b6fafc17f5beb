using System.Collections.Immutable;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Sections;

/// <summary>The files that were read, and what a person should know of them.</summary>
internal static class InputsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        if (figures.Comparison.Files.IsEmpty)
        {
            html.Leaf("p", "No file was read: the prices were made by the program itself.");
        }
        else
        {
            HtmlTable.Write(html, new(
                "Files read",
                ["file", "gives", "form", "SHA-256"],
                [.. figures.Comparison.Files.Select(file => ImmutableArray.Create(file.Source.Name, file.Role, file.Source.Form, file.Source.Sha256))])
            { TextColumns = [0, 1, 2, 3] });
        }

        html.Leaf("h3", "Findings");
        if (figures.Report.Findings.IsEmpty)
        {
            html.Leaf("p", "None: no holes, no duplicates and no disagreements were reported.");
            return;
        }

        html.Open("ul");
        foreach (var finding in figures.Report.Findings)
        {
            html.Open("li").Leaf("strong", finding.Kind).Text($" ({Shown.Count(finding.Count)}): {finding.Detail}").Close();
        }

        html.Close();
    }
}
