using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Spillway.App.Lab;

/// <summary>Studies side by side: a column each, a row for every policy that any of them ran.</summary>
/// <param name="Columns">The studies.</param>
/// <param name="Rows">The policies, in the order they come first.</param>
public sealed record ComparedStudies(ImmutableArray<Study> Columns, ImmutableArray<ComparedRow> Rows)
{
    /// <summary>Puts studies side by side.</summary>
    /// <param name="studies">The studies.</param>
    /// <param name="result">The result of one; null where it has none.</param>
    public static ComparedStudies Of(ImmutableArray<Study> studies, Func<long, JsonObject?> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var figures = studies.Select(study => result(study.Id) is { } json ? StudyFigures.Of(json) : []).ToList();
        var labels = figures.SelectMany(static one => one.Select(static figure => figure.Label)).Distinct();
        return new(studies, [.. labels.Select(label => new ComparedRow(label, [.. figures.Select(one => one.FirstOrDefault(figure => figure.Label == label))]))]);
    }
}
