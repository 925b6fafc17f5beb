using System.Collections.Immutable;
using NodaTime;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>Lays columns of one series over each other: where two have the same start, the later one stands.</summary>
internal static class ColumnOverlay
{
    /// <summary>Overlays columns in the given order.</summary>
    /// <param name="columns">At least one; the later after the earlier.</param>
    /// <param name="disagreements">Where one replaced another figure, these are added.</param>
    public static PriceColumn Of(IReadOnlyList<PriceColumn> columns, List<Disagreement> disagreements)
    {
        var sum = columns[0];
        for (var index = 1; index < columns.Count; index++)
        {
            sum = Over(sum, columns[index], disagreements);
        }

        return sum;
    }

    /// <summary>One finding for all disagreements of a load.</summary>
    public static ImmutableArray<Finding> Findings(List<Disagreement> disagreements)
    {
        if (disagreements.Count == 0)
        {
            return [];
        }

        var largest = disagreements.MaxBy(disagreement => disagreement.Difference)!;
        return [new("disagreements", disagreements.Count, $"A later file disagrees with an earlier one and stands; the largest difference is at {largest.Key.Point}, {largest.Start}: {largest.Earlier} and then {largest.Later} {ProductNames.Unit(largest.Key.Product)}.")];
    }

    private static PriceColumn Over(PriceColumn below, PriceColumn above, List<Disagreement> disagreements)
    {
        ImmutableArray<Engine.Signals.SourceFile> sources = [.. below.Sources, .. above.Sources.Where(source => !below.Sources.Contains(source))];
        if (below.Starts.Length == 0 || above.Starts.Length == 0 || below.Starts[^1] < above.Starts[0])
        {
            return below with
            {
                Starts = [.. below.Starts, .. above.Starts],
                Values = [.. below.Values, .. above.Values],
                Sources = sources,
            };
        }

        var starts = new List<long>(below.Starts.Length + above.Starts.Length);
        var values = new List<decimal>(starts.Capacity);
        int left = 0, right = 0;
        while (left < below.Starts.Length || right < above.Starts.Length)
        {
            var leftStart = left < below.Starts.Length ? below.Starts[left] : long.MaxValue;
            var rightStart = right < above.Starts.Length ? above.Starts[right] : long.MaxValue;
            if (leftStart == rightStart && below.Values[left] != above.Values[right])
            {
                disagreements.Add(new(
                    above.Key, Instant.FromUnixTimeSeconds(leftStart), below.Values[left], above.Values[right]));
            }

            starts.Add(Math.Min(leftStart, rightStart));
            values.Add(rightStart <= leftStart ? above.Values[right] : below.Values[left]);
            left += leftStart <= rightStart ? 1 : 0;
            right += rightStart <= leftStart ? 1 : 0;
        }

        return below with { Starts = [.. starts], Values = [.. values], Sources = sources };
    }
}
