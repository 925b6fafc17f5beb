using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>What every group of a site comes to at one hash price.</summary>
/// <param name="Hashprice">The hash price they were made at; null where no load needs one.</param>
/// <param name="Groups">One entry a group, in file order.</param>
internal sealed record GroupLadders(Hashprice? Hashprice, ImmutableArray<GroupLadder> Groups)
{
    /// <summary>Makes them.</summary>
    public static GroupLadders Of(Site site, Hashprice? hashprice, LookAheadSetup setup) =>
        new(hashprice, [.. site.Loads.Select(load =>
        {
            var steps = ModeLadder.Of(load, hashprice);
            var cost = StartCost.Of(load, steps[0], setup.Interval);
            return new GroupLadder(steps, cost, setup.Nearest(cost), setup.Nearest(0.0));
        })]);
}
