using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Sweeps;

/// <summary>Every combination of a sweep's axes, and what each changes.</summary>
public static class SweepGrid
{
    /// <summary>The most cells a sweep runs.</summary>
    public const int LargestGrid = 1000;

    /// <summary>All combinations, the last axis fastest.</summary>
    /// <param name="axes">The axes; at least one.</param>
    /// <returns>One value an axis for each cell.</returns>
    /// <exception cref="RefusedException">There are more cells than are run.</exception>
    public static ImmutableArray<ImmutableArray<string>> Cells(IReadOnlyList<SweepAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        var count = axes.Aggregate(1L, static (product, axis) => Math.Min(product * axis.Values.Length, long.MaxValue / 2000));
        if (count > LargestGrid)
        {
            throw new RefusedException(BacktestErrors.SweepTooLarge, $"The axes of --sweep make {count} cells.");
        }

        var cells = new List<ImmutableArray<string>> { ImmutableArray<string>.Empty };
        foreach (var axis in axes)
        {
            cells = [.. cells.SelectMany(cell => axis.Values.Select(value => cell.Add(value)))];
        }

        return [.. cells];
    }

    /// <summary>The site that prices are loaded for: where the hash price is swept, its first value stands in for the
    /// one the site file lacks.</summary>
    /// <param name="site">The site as its file has it.</param>
    /// <param name="axes">The axes; none means no sweep.</param>
    /// <returns>A site that can be run.</returns>
    public static SiteDefinition Site(SiteDefinition site, IReadOnlyList<SweepAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(site);
        return axes.FirstOrDefault(axis => axis.Name == "hashprice") is { } swept
            ? site with { Hashprice = new(Number(swept.Values[0])) }
            : site;
    }

    /// <summary>The input of one cell.</summary>
    /// <param name="input">The input before anything was varied.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="cell">The cell's values.</param>
    /// <returns>The input with site and hash price as the cell has them.</returns>
    public static BacktestInput Input(BacktestInput input, IReadOnlyList<SweepAxis> axes, ImmutableArray<string> cell)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(axes);
        for (var index = 0; index < axes.Count; index++)
        {
            input = axes[index].Name switch
            {
                "hashprice" => input with { Hashprices = HashpriceSeries.Constant(new(Number(cell[index]))) },
                "restart-minutes" => WithLoads(input, load => load with { RestartTime = new(Number(cell[index])) }),
                "model" => WithModel(input, MachineCatalogue.Find(cell[index])),
                _ => input,
            };
        }

        return input;
    }

    /// <summary>The policies of one cell: those asked for, and a strike variant where the strike price is swept.</summary>
    /// <param name="asked">The policies asked for.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="cell">The cell's values.</param>
    /// <returns>Full policy texts, each once; look-ahead where none was asked for.</returns>
    public static ImmutableArray<string> Policies(
        ImmutableArray<string> asked, IReadOnlyList<SweepAxis> axes, ImmutableArray<string> cell)
    {
        ArgumentNullException.ThrowIfNull(axes);
        asked = asked.IsEmpty ? ["look-ahead"] : asked;
        for (var index = 0; index < axes.Count; index++)
        {
            var variant = $"strike:price={cell[index]}";
            if (axes[index].Name == "strike-price" && !asked.Contains(variant))
            {
                asked = asked.Add(variant);
            }
        }

        return asked;
    }

    /// <summary>Whether a machine model changes a load: a miner whose machines tell what it earns.</summary>
    /// <param name="load">The load.</param>
    /// <returns>False for a load with a value of its own, which it keeps.</returns>
    public static bool TakesModel(LoadGroup load)
    {
        ArgumentNullException.ThrowIfNull(load);
        return load.Kind == "miner" && load.Value is null;
    }

    internal static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static BacktestInput WithLoads(BacktestInput input, Func<LoadGroup, LoadGroup> change) =>
        input with { Site = input.Site with { Loads = [.. input.Site.Loads.Select(change)] } };

    private static BacktestInput WithModel(BacktestInput input, CatalogueMachine model) =>
        WithLoads(input, load => !TakesModel(load) ? load : new(
            load.Id,
            load.Kind,
            load.Machines,
            [load.Modes[LoadGroup.OffIndex], new("normal", model.Power, model.HashRate)],
            1,
            load.OverheadRatio,
            load.RestartTime,
            load.MinimumUpTime,
            load.MinimumDownTime,
            load.WearPerStart,
            null,
            load.PoolFee));
}
