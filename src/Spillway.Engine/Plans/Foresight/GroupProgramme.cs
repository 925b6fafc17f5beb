using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>The exact dynamic programme of one group that nothing couples to others.</summary>
/// <remarks>Backwards over the intervals, the best that can still be earned from each state, in exact decimals; of
/// equal plans the one that draws less, then the one with fewer starts. Time and memory grow with intervals times
/// edges of the graph.</remarks>
internal sealed class GroupProgramme
{
    private readonly LoadGroup _group;
    private readonly GroupGraph _graph;
    private readonly ImmutableArray<ForesightInterval> _intervals;

    public GroupProgramme(LoadGroup group, ImmutableArray<ForesightInterval> intervals)
    {
        _group = group;
        _intervals = intervals;
        _graph = GroupGraph.Of(group, intervals[0].Slot.Minutes);
    }

    /// <summary>Solves the programme.</summary>
    /// <param name="surcharge">Added to the price of each interval; empty for none. Used for bounds.</param>
    /// <returns>The best net and, an entry an interval, what the group does.</returns>
    public (ExactMoney Net, GroupChoice[] Choices) Solve(decimal[] surcharge)
    {
        var states = _graph.Edges.Length;
        var taken = new byte[_intervals.Length * states];
        var best = new Prospect[states];
        var next = new Prospect[states];
        for (var t = _intervals.Length - 1; t >= 0; t--)
        {
            (best, next) = (next, best);
            var price = surcharge.Length == 0
                ? _intervals[t].Price
                : new EnergyPrice(_intervals[t].Price.Value + surcharge[t]);
            for (var state = 0; state < states; state++)
            {
                best[state] = Best(_graph.Edges[state], next, price, _intervals[t].Hashprice, out taken[(t * states) + state]);
            }
        }

        return (best[0].Net, Follow(taken, states));
    }

    private Prospect Best(
        ImmutableArray<GroupEdge> edges, Prospect[] next, EnergyPrice price, Hashprice? hashprice, out byte taken)
    {
        var best = default(Prospect);
        taken = byte.MaxValue;
        for (var index = 0; index < edges.Length; index++)
        {
            var edge = edges[index];
            var ahead = next[edge.To];
            var prospect = new Prospect(
                RunMoney.Of(_group, edge.Run, price, hashprice).Net + ahead.Net,
                edge.Run.Energy + ahead.Energy,
                edge.Run.Starts + ahead.Starts);
            if (taken == byte.MaxValue || prospect.IsBetterThan(best))
            {
                best = prospect;
                taken = (byte)index;
            }
        }

        // Staying as one is is always allowed, so there is an edge.
        Invariant.Holds(taken != byte.MaxValue);
        return best;
    }

    private GroupChoice[] Follow(byte[] taken, int states)
    {
        var choices = new GroupChoice[_intervals.Length];
        var state = 0;
        for (var t = 0; t < choices.Length; t++)
        {
            var edge = _graph.Edges[state][taken[(t * states) + state]];
            choices[t] = edge.Choice;
            state = edge.To;
        }

        return choices;
    }

    private readonly record struct Prospect(ExactMoney Net, ExactEnergy Energy, long Starts)
    {
        public bool IsBetterThan(Prospect other)
        {
            if (Net.Numerator != other.Net.Numerator)
            {
                return Net.Numerator > other.Net.Numerator;
            }

            return Energy.MegawattMinutes != other.Energy.MegawattMinutes
                ? Energy.MegawattMinutes < other.Energy.MegawattMinutes
                : Starts < other.Starts;
        }
    }
}
