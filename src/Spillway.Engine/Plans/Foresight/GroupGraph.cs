using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>Every state that identical machines can be in when they move together, and every way between them.</summary>
/// <remarks>Grown from <see cref="GroupState.Run"/>, so the programme knows exactly the machines that the desk and the
/// world know: their restarts, their minimum times, their draw when off.</remarks>
internal sealed class GroupGraph
{
    private GroupGraph(ImmutableArray<ImmutableArray<GroupEdge>> edges) => Edges = edges;

    /// <summary>The edges of each state; state 0 is normal mode, restart long over.</summary>
    public ImmutableArray<ImmutableArray<GroupEdge>> Edges { get; }

    /// <summary>Grows the graph of some machines of a group.</summary>
    /// <param name="group">The group, with only the machines that move.</param>
    /// <param name="length">The length of every interval.</param>
    public static GroupGraph Of(LoadGroup group, Minutes length)
    {
        var states = new List<Cohort>();
        var indexes = new Dictionary<Cohort, int>();
        Index(GroupState.Settled(group, group.Machines).Cohorts[0]);
        var edges = ImmutableArray.CreateBuilder<ImmutableArray<GroupEdge>>();
        for (var at = 0; at < states.Count; at++)
        {
            edges.Add(Leaving(group, length, states[at], Index));
        }

        return new(edges.ToImmutable());

        int Index(Cohort cohort)
        {
            var served = Served(group, cohort);
            if (!indexes.TryGetValue(served, out var index))
            {
                index = states.Count;
                indexes.Add(served, index);
                states.Add(served);
            }

            return index;
        }
    }

    private static ImmutableArray<GroupEdge> Leaving(LoadGroup group, Minutes length, Cohort from, Func<Cohort, int> index)
    {
        var state = new GroupState([from]);
        var edges = ImmutableArray.CreateBuilder<GroupEdge>(group.Modes.Length);
        for (var mode = 0; mode < group.Modes.Length; mode++)
        {
            var running = mode == LoadGroup.OffIndex ? 0 : group.Machines;
            if (running >= state.MustRun(group) && running <= state.MayRun(group))
            {
                var run = state.Run(group, mode, running, length);
                edges.Add(new(index(run.After.Cohorts[0]), new(mode, running), run));
            }
        }

        return edges.ToImmutable();
    }

    // A minimum time that is served is served for good: without this every interval would be a state of its own.
    private static Cohort Served(LoadGroup group, Cohort cohort)
    {
        var minimum = cohort.IsRunning ? group.MinimumUpTime : group.MinimumDownTime;
        return cohort.Held >= minimum ? cohort with { Held = Cohort.LongAgo } : cohort;
    }
}
