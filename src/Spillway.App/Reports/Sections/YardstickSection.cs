using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Sections;

/// <summary>How far foresight itself can be from perfect, and what look-ahead learned beforehand.</summary>
internal static class YardstickSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        if (figures.Comparison.Foresight is { } foresight)
        {
            html.Leaf("p", foresight.IsExact
                ? "Foresight is exact: an exact programme for each group, and nothing couples the groups. No way of running this site could have earned more."
                : $"An import limit or a ramp couples the groups, so foresight is the best plan found. No way of running the site could have earned more than {Shown.Money(foresight.UpperBound)} {figures.Currency}; a better plan could add at most {Shown.Money(foresight.Gap)}.");
        }

        if (figures.Comparison.Learning is { } note)
        {
            html.Leaf("p", note.Models == 0
                ? $"Look-ahead had {Shown.Count(note.Intervals)} intervals of history before the range, too few to learn from; it decided by what it saw on the way."
                : $"Look-ahead learned {Shown.Count(note.Models)} {(note.Models == 1 ? "model" : "models")} from {Shown.Count(note.Intervals)} intervals before the range, {Shown.Count(note.FromCache)} of them found in the data folder, in {Shown.Number((decimal)note.Elapsed.TotalSeconds, "0.0")} s.");
        }

        HtmlTable.Write(html, new(
            "Decision hash (SHA-256 over every decision) and the time each run took",
            ["policy", "decision hash", "seconds"],
            [.. figures.Comparison.Policies.Select(policy => System.Collections.Immutable.ImmutableArray.Create(
                policy.Run.Policy, policy.Run.DecisionHash, Shown.Number((decimal)policy.Run.Elapsed.TotalSeconds, "0.000")))]) { TextColumns = [0, 1] });
    }
}
