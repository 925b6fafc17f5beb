using System.Collections.Immutable;

namespace Spillway.App.Sweeps;

/// <summary>A grid of backtests over one site and range.</summary>
/// <param name="Request">Site, range and axes.</param>
/// <param name="Cells">Every combination, the last axis fastest.</param>
public sealed record Sweep(SweepRequest Request, ImmutableArray<SweepCell> Cells)
{
    /// <summary>What was varied.</summary>
    public ImmutableArray<SweepAxis> Axes => Request.Axes;

    /// <summary>How a sweep calls a policy of a cell: a strike price that is varied is one line, whatever its value.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="policy">The policy's full text.</param>
    /// <returns>The line's name.</returns>
    public string LineOf(SweepCell cell, string policy)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var axis = Axes.IndexOf(Axes.FirstOrDefault(one => one.Name == "strike-price")!);
        var isSwept = axis >= 0 && policy == $"strike:price={cell.Values[axis]}" && !Request.Policies.Contains(policy);
        return isSwept ? "strike:price=…" : policy;
    }
}
