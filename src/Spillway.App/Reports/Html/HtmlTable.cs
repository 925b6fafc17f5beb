namespace Spillway.App.Reports.Html;

/// <summary>Writes tables with a caption and scoped headings; a wide one scrolls inside its own frame.</summary>
internal static class HtmlTable
{
    /// <summary>Writes a table whose first cell of each row names the row.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="table">What to show.</param>
    public static void Write(HtmlWriter html, ReportTable table)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", table.Caption));
        html.Open("table").Leaf("caption", table.Caption).Open("thead").Open("tr");
        foreach (var (heading, index) in table.Columns.Select((heading, index) => (heading, index)))
        {
            html.Leaf("th", heading, ("scope", "col"), ("class", Class(table, index)));
        }

        html.Close().Close().Open("tbody");
        foreach (var (row, number) in table.Rows.Select((row, number) => (row, number)))
        {
            html.Open("tr", table.EndsInSum && number == table.Rows.Length - 1 ? [("class", "sum")] : []);
            for (var index = 0; index < row.Length; index++)
            {
                if (index == 0)
                {
                    html.Leaf("th", row[index], ("scope", "row"), ("class", Class(table, index)));
                }
                else
                {
                    html.Leaf("td", row[index], ("class", Class(table, index)));
                }
            }

            html.Close();
        }

        html.Close().Close().Close();
    }

    private static string Class(ReportTable table, int column) => table.TextColumns.Contains(column) ? "t" : "n";
}
