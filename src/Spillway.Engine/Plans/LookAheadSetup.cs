using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts;

namespace Spillway.Engine.Plans;

/// <summary>What look-ahead was given before the first interval.</summary>
/// <param name="Zone">The market's time zone, for the course of the day and the year.</param>
/// <param name="Interval">The length of every interval.</param>
/// <param name="Models">What was learned from history, by what a start costs as a share of one interval's production;
/// empty where the history is too short, and then the policy decides as strike does.</param>
public sealed record LookAheadSetup(
    DateTimeZone Zone, Duration Interval, ImmutableSortedDictionary<double, BoostedTrees> Models)
{
    /// <summary>Whether the models were learned with publications and expect to be told of them.</summary>
    public bool KnowsPublications { get; } = Models.Values.Any(model => model.Width > PriceFeatures.Width);

    /// <summary>The model learned for the start cost nearest to one: a wear that drifts with the hash price moves a
    /// cost a little from day to day.</summary>
    /// <param name="cost">A start's cost, as a share of one interval's production.</param>
    /// <returns>The model; of two equally near the one for the smaller cost.</returns>
    public BoostedTrees Nearest(double cost)
    {
        Invariant.Holds(!Models.IsEmpty);
        var (nearest, model) = Models.First();
        foreach (var (other, candidate) in Models)
        {
            if (Math.Abs(other - cost) < Math.Abs(nearest - cost))
            {
                (nearest, model) = (other, candidate);
            }
        }

        return model;
    }
}
