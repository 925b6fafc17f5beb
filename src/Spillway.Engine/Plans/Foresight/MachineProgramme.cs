using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>The exact dynamic programme of one machine of a group. What is best for one is best for all of them where
/// nothing couples machines, so a group's optimum is that of one times its count.</summary>
/// <remarks>Backwards over the intervals, the best that can still be earned from each state, in exact decimals; of
/// equal plans the one that draws less, then the one with fewer starts. Time and memory grow with intervals times
/// edges of the graph.</remarks>
internal sealed class MachineProgramme
{
    private const int MostEdges = 1_000_000;
    private readonly ImmutableArray<ForesightInterval> _intervals;
    private readonly GroupGraph _graph;
    private readonly GroupEdge[] _edges;
    private readonly int[] _first;
    private readonly decimal[] _drawn;
    private readonly int[] _starts;
    private readonly bool[] _isFull;
    private readonly RunValues _values;

    public MachineProgramme(LoadGroup group, ImmutableArray<ForesightInterval> intervals, Megawatts? ceiling = null)
    {
        _intervals = intervals;
        var one = group with { Machines = 1 };
        ImmutableArray<GroupState> roots = [GroupState.Settled(one, 1), GroupState.Settled(one, 0)];
        var graph = GroupGraph.Of(one, roots, intervals[0].Slot.Minutes, MostEdges, ceiling);
        Invariant.Holds(graph is not null);
        _graph = graph;
        _edges = [.. graph.Edges];
        _first = [.. Enumerable.Range(0, graph.States.Length + 1).Select(graph.First)];
        _drawn = [.. graph.Runs.Select(static run => run.Energy.MegawattMinutes)];
        _starts = [.. graph.Runs.Select(static run => run.Starts)];
        _isFull = [.. Enumerable.Range(0, group.Modes.Length).Select(mode =>
            mode != LoadGroup.OffIndex && group.PowerPerMachine(mode) >= group.PowerPerMachine(group.NormalModeIndex))];
        _values = new(one, graph.Runs);
    }

    /// <summary>The state of a machine that runs before the first interval.</summary>
    public const int Running = 0;

    /// <summary>The state of a machine that has long been off before the first interval.</summary>
    public const int Resting = 1;

    /// <summary>Solves the programme.</summary>
    /// <param name="surcharge">Added to the price of each interval; empty for none. Used for bounds.</param>
    /// <returns>The best net and the best plan from each state.</returns>
    public MachineSolution Solve(decimal[] surcharge) => Solve(surcharge, []);

    /// <summary>Solves the programme of a machine that others hold at times.</summary>
    /// <param name="surcharge">Added to the price of each interval; empty for none.</param>
    /// <param name="isHeld">The intervals in which it draws what it draws in normal mode or more, where its rest allows; empty for none.</param>
    /// <returns>The best net and the best plan from each state.</returns>
    public MachineSolution Solve(decimal[] surcharge, bool[] isHeld)
    {
        var states = _graph.States.Length;
        var taken = new ushort[_intervals.Length * states];
        var rest = new decimal[_intervals.Length + 1];
        var values = new decimal[_graph.Runs.Length];
        var best = new Prospect[states];
        var next = new Prospect[states];
        for (var t = _intervals.Length - 1; t >= 0; t--)
        {
            (best, next) = (next, best);
            var price = surcharge.Length == 0 ? _intervals[t].Price : new(_intervals[t].Price.Value + surcharge[t]);
            _values.Fill(price, _intervals[t].Hashprice, values);
            var row = taken.AsSpan(t * states, states);
            for (var state = 0; state < states; state++)
            {
                row[state] = isHeld.Length > 0 && isHeld[t]
                    ? BestHeld(state, values, next, out best[state])
                    : Best(state, values, next, out best[state]);
            }

            rest[t] = best[Resting].Net;
        }

        return new(_edges, _first, taken, new(best[Running].Net), rest);
    }

    private ushort Best(int state, decimal[] values, Prospect[] next, out Prospect best)
    {
        var first = _first[state];
        var taken = first;
        var net = values[_edges[first].Run] + next[_edges[first].To].Net;
        for (var index = first + 1; index < _first[state + 1]; index++)
        {
            var edge = _edges[index];
            var other = values[edge.Run] + next[edge.To].Net;
            if (other > net || (other == net && Yields(_edges[taken], edge, next)))
            {
                taken = index;
                net = other;
            }
        }

        best = Ahead(_edges[taken], net, next);
        return (ushort)(taken - first);
    }

    private ushort BestHeld(int state, decimal[] values, Prospect[] next, out Prospect best)
    {
        int? taken = null;
        var net = 0m;
        for (var index = _first[state]; index < _first[state + 1]; index++)
        {
            var edge = _edges[index];
            if (!_isFull[edge.Choice.ModeIndex])
            {
                continue;
            }

            var other = values[edge.Run] + next[edge.To].Net;
            if (taken is not { } before || other > net || (other == net && Yields(_edges[before], edge, next)))
            {
                taken = index;
                net = other;
            }
        }

        if (taken is not { } chosen)
        {
            return Best(state, values, next, out best);
        }

        best = Ahead(_edges[chosen], net, next);
        return (ushort)(chosen - _first[state]);
    }

    private Prospect Ahead(GroupEdge edge, decimal net, Prospect[] next) =>
        new(net, _drawn[edge.Run] + next[edge.To].Drawn, _starts[edge.Run] + next[edge.To].Starts);

    // Of equal nets: less energy, then fewer starts.
    private bool Yields(GroupEdge taken, GroupEdge other, Prospect[] next)
    {
        var left = Ahead(taken, 0m, next);
        var right = Ahead(other, 0m, next);
        return right.Drawn != left.Drawn ? right.Drawn < left.Drawn : right.Starts < left.Starts;
    }

    private readonly record struct Prospect(decimal Net, decimal Drawn, long Starts);
}
