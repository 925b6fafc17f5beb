using System.Collections.Immutable;

namespace Spillway.App.Sweeps;

/// <summary>A grid of backtests over one site and range.</summary>
/// <param name="Request">Site, range and axes.</param>
/// <param name="Cells">Every combination, the last axis fastest.</param>
public sealed record Sweep(SweepRequest Request, ImmutableArray<SweepCell> Cells)
{
    /// <summary>What was varied.</summary>
    public ImmutableArray<SweepAxis> Axes => Request.Axes;

    /// <summary>The lines of a plot that a policy of a cell stands on: a strike price that is varied is one line, whatever
    /// its value; one that was also asked for by name has its own line too.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="policy">The policy's full text.</param>
    /// <returns>One name or two.</returns>
    public IEnumerable<string> LinesOf(SweepCell cell, string policy)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var axis = Axes.IndexOf(Axes.FirstOrDefault(one => one.Name == "strike-price")!);
        var isSwept = axis >= 0 && policy == $"strike:price={cell.Values[axis]}";
        if (!isSwept || Request.Policies.Contains(policy))
        {
            yield return policy;
        }

        if (isSwept)
        {
            yield return "strike:price=…";
        }
    }
}
