using NodaTime;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What a MWh of a group earns.</summary>
internal static class GroupWorth
{
    /// <summary>The worth in normal mode.</summary>
    /// <param name="site">The site with its dated pools.</param>
    /// <param name="load">The group.</param>
    /// <param name="start">The start of the interval it is drawn in.</param>
    /// <param name="hashprice">The hash price where no pool agreed on one; null where the group has a value of its own.</param>
    public static EnergyPrice Of(Site site, LoadGroup load, Instant start, Hashprice? hashprice)
    {
        if (load.Value is { } value)
        {
            return value;
        }

        var pool = site.DatedPool(start);
        var applied = pool is null ? load : pool.Applied(load);
        return applied.Breakeven(applied.NormalModeIndex, pool?.Hashprice ?? hashprice);
    }
}
