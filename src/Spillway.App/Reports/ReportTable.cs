using System.Collections.Immutable;

namespace Spillway.App.Reports;

/// <summary>A table of a report, ready to be shown.</summary>
/// <param name="Caption">What it shows, with units.</param>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">One text a column; the first names the row.</param>
public sealed record ReportTable(string Caption, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>The columns that hold words and stand left; all others hold figures and stand right.</summary>
    public ImmutableArray<int> TextColumns { get; init; } = [0];

    /// <summary>Whether the last row is what the others come to.</summary>
    public bool EndsInSum { get; init; }
}
