using System.Collections.Immutable;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine;

namespace Spillway.App.Sweeps;

/// <summary>Refuses a sweep that would change nothing or could not be run, before anything is.</summary>
public static class SweepCheck
{
    private const decimal LongestRestart = 240m;

    /// <summary>Checks the axes against the site.</summary>
    /// <param name="axes">The axes; none means no sweep.</param>
    /// <param name="site">The site.</param>
    /// <param name="request">What else was asked for.</param>
    /// <exception cref="RefusedException">One of <see cref="SweepErrors"/>, a sweep too large, or an unknown machine.</exception>
    public static void Axes(ImmutableArray<SweepAxis> axes, SiteDefinition site, BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(request);
        if (axes.IsEmpty)
        {
            return;
        }

        SweepGrid.Cells(axes);
        foreach (var axis in axes)
        {
            Twice(axes, axis);
            switch (axis.Name)
            {
                case "hashprice":
                    Hashprice(site, request);
                    break;
                case "model":
                    Model(axis, site);
                    break;
                case "restart-minutes":
                    Restart(axis);
                    break;
                default:
                    Invariant.Holds(axis.Name == "strike-price");
                    break;
            }
        }
    }

    /// <summary>Refuses the details of a sweep.</summary>
    /// <param name="axes">The axes; none means no sweep.</param>
    /// <param name="option">The option that asks for them.</param>
    /// <param name="name">Where they shall go; null where they were not asked for.</param>
    /// <exception cref="RefusedException">They were asked for.</exception>
    public static void Results(ImmutableArray<SweepAxis> axes, string option, string? name)
    {
        if (!axes.IsEmpty && name is not null)
        {
            throw new RefusedException(SweepErrors.NoDecisions, $"{option} '{name}' stands beside --sweep.");
        }
    }

    private static void Twice(ImmutableArray<SweepAxis> axes, SweepAxis axis)
    {
        if (axes.Count(other => other.Name == axis.Name) > 1)
        {
            throw new RefusedException(SweepErrors.Twice, $"--sweep names '{axis.Name}' more than once.");
        }

        var twice = axis.Values.GroupBy(value => value).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            throw new RefusedException(SweepErrors.Twice, $"--sweep {axis.Name} has the value {twice.Key} {twice.Count()} times.");
        }
    }

    private static void Hashprice(SiteDefinition site, BacktestRequest request)
    {
        if (site.Site.Loads.All(load => load.Value is not null))
        {
            throw new RefusedException(
                SweepErrors.ChangesNothing, $"{request.SiteFile}: every load has a value of its own, so no hash price changes what it earns.");
        }

        if (request.Hashprice is { } series)
        {
            throw new RefusedException(
                SweepErrors.Twice, $"--hashprice '{series}' and --sweep hashprice both say what the hash price is.");
        }
    }

    private static void Model(SweepAxis axis, SiteDefinition site)
    {
        foreach (var model in axis.Values)
        {
            MachineCatalogue.Find(model);
        }

        if (!site.Site.Loads.Any(SweepGrid.TakesModel))
        {
            throw new RefusedException(
                SweepErrors.ChangesNothing, "--sweep model: no load is a miner that earns by the hash price; a load with a value of its own keeps that value whatever the machine.");
        }
    }

    private static void Restart(SweepAxis axis)
    {
        foreach (var value in axis.Values)
        {
            if (SweepGrid.Number(value) > LongestRestart)
            {
                throw new RefusedException(SweepErrors.ValueOutOfRange, $"--sweep restart-minutes: {value} is above {LongestRestart} minutes.");
            }
        }
    }
}
