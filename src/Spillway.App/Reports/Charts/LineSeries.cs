using System.Collections.Immutable;

namespace Spillway.App.Reports.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Where it goes through: x in the chart's own measure, y in that of its scale.</param>
internal sealed record LineSeries(string Name, ImmutableArray<(double X, double Y)> Points);
