using System.Collections.Immutable;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>The exact dynamic programme of a whole site: every machine count of every group at once, within the import
/// limit and the ramps. For sites of a few machines; the number of joint states is a product.</summary>
/// <remarks>Of equal plans the one that draws less, then the one with fewer starts.</remarks>
internal sealed class JointProgramme
{
    private const int MostStates = 20_000;
    private readonly Site _site;
    private readonly ImmutableArray<ForesightInterval> _intervals;
    private readonly GroupGraph[] _graphs;
    private readonly long _mostSteps;
    private readonly List<int[]> _states = [];
    private readonly List<JointEdge[]> _edges = [];
    private bool _isHeldAlways = true;

    private JointProgramme(Site site, ImmutableArray<ForesightInterval> intervals, GroupGraph[] graphs, long mostSteps)
    {
        _mostSteps = mostSteps;
        _site = site;
        _intervals = intervals;
        _graphs = graphs;
    }

    /// <summary>Solves a site, where it is small enough.</summary>
    /// <param name="site">The site.</param>
    /// <param name="settled">How many machines of each group run before the first interval.</param>
    /// <param name="intervals">The priced intervals, ascending.</param>
    /// <param name="mostSteps">Give up where edges times intervals are more than this.</param>
    /// <returns>The best net and plan, and whether what others hold can be served from every state at any time, so that no way of
    /// running the site does otherwise; null where the site has too many joint states.</returns>
    public static (ExactMoney Net, ForesightPlan Plan, bool IsHeldAlways)? Solve(
        Site site, ImmutableArray<int> settled, ImmutableArray<ForesightInterval> intervals, long mostSteps)
    {
        var length = intervals[0].Slot.Minutes;
        var graphs = new GroupGraph[site.Loads.Length];
        for (var group = 0; group < graphs.Length; group++)
        {
            var load = site.Loads[group];
            var root = GroupState.Settled(load, settled[group]);

            // Even one group alone has an edge for every count of its machines, from each of its states.
            var isLarge = load.Machines * (long)load.Machines * intervals.Length > mostSteps;
            if (isLarge || GroupGraph.Of(load, [root], length, mostSteps / intervals.Length) is not { } graph)
            {
                return null;
            }

            graphs[group] = graph;
        }

        var programme = new JointProgramme(site, intervals, graphs, mostSteps);
        return programme.Grow(length) ? programme.Solve() : null;
    }

    private bool Grow(Minutes length)
    {
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var steps = 0L;
        Index(new int[_graphs.Length]);
        for (var at = 0; at < _states.Count; at++)
        {
            var edges = new List<JointEdge>();
            Leave(_states[at], Room(_states[at], length), 0, new int[_graphs.Length], Megawatts.Zero, edges, Index);
            steps += edges.Count * (long)_intervals.Length;
            if (_states.Count > MostStates || steps > _mostSteps)
            {
                return false;
            }

            _edges.Add([.. edges]);
        }

        return true;

        int Index(int[] state)
        {
            var key = string.Join(' ', state);
            if (!indexes.TryGetValue(key, out var index))
            {
                index = _states.Count;
                indexes.Add(key, index);
                _states.Add([.. state]);
            }

            return index;
        }
    }

    // What the site may draw in an interval that begins in a state.
    private (Megawatts Least, Megawatts Most) Room(int[] state, Minutes length)
    {
        var before = Megawatts.Zero;
        var idle = Megawatts.Zero;
        for (var group = 0; group < state.Length; group++)
        {
            var machines = _graphs[group].States[state[group]];
            before += _site.Loads[group].Power(machines.ModeIndex, machines.Running);
            idle += _site.Loads[group].Power(LoadGroup.OffIndex, 0);
        }

        // Machines that are off draw what they draw, even where that alone is above the limit.
        var most = _site.Limits.Import < idle ? idle : _site.Limits.Import;
        most = _site.Limits.RampUpPerMinute is { } up ? Megawatts.Min(most, before + (up * length.Value)) : most;
        return (_site.Limits.RampDownPerMinute is { } down ? before - (down * length.Value) : Megawatts.Zero, most);
    }

    private Megawatts Asleep
    {
        get
        {
            var asleep = Megawatts.Zero;
            foreach (var load in _site.Loads)
            {
                asleep += load.Power(LoadGroup.OffIndex, 0);
            }

            return asleep;
        }
    }

    private void Leave(
        int[] from,
        (Megawatts Least, Megawatts Most) room,
        int group,
        int[] chosen,
        Megawatts power,
        List<JointEdge> edges,
        Func<int[], int> index)
    {
        if (group == from.Length)
        {
            if (power >= room.Least && power <= room.Most)
            {
                edges.Add(new(index([.. chosen.Select((edge, g) => _graphs[g].Edges[edge].To)]), [.. chosen], power));
            }

            return;
        }

        var graph = _graphs[group];
        for (var edge = graph.First(from[group]); edge < graph.First(from[group] + 1); edge++)
        {
            var choice = graph.Edges[edge].Choice;
            chosen[group] = edge;
            Leave(from, room, group + 1, chosen, power + _site.Loads[group].Power(choice.ModeIndex, choice.Machines), edges, index);
        }
    }

    private (ExactMoney Net, ForesightPlan Plan, bool IsHeldAlways) Solve()
    {
        var pricing = _site.Loads.Select((load, group) => new RunValues(load, _graphs[group].Runs)).ToArray();
        var values = _graphs.Select(graph => new decimal[graph.Runs.Length]).ToArray();
        var taken = new int[_intervals.Length][];
        var best = new Prospect[_states.Count];
        var next = new Prospect[_states.Count];
        for (var t = _intervals.Length - 1; t >= 0; t--)
        {
            (best, next) = (next, best);
            for (var group = 0; group < values.Length; group++)
            {
                pricing[group].Fill(_intervals[t].Price, _intervals[t].Hashprice, values[group]);
            }

            taken[t] = new int[_states.Count];
            for (var state = 0; state < best.Length; state++)
            {
                if (!_intervals[t].IsHeld)
                {
                    best[state] = Best(_edges[state], _intervals[t], values, next, out taken[t][state]);
                    continue;
                }

                var holding = Holding(_edges[state], _intervals[t].Held);
                best[state] = Best(holding, _intervals[t], values, next, out var index);
                taken[t][state] = Array.IndexOf(_edges[state], holding[index]);
            }
        }

        return (new(best[0].Net), Follow(taken), _isHeldAlways);
    }

    // The ways that leave what others hold; where none does, those that come nearest to it, as the dispatch does.
    private JointEdge[] Holding(JointEdge[] edges, HeldBounds held)
    {
        var import = held.Room < _site.Limits.Import ? _site.Limits.Import - held.Room : Megawatts.Zero;
        var least = edges.Min(static edge => edge.Power);
        var most = import < least ? least : import;
        var reached = edges.Where(edge => edge.Power <= most).Max(static edge => edge.Power);
        var wanted = Asleep + held.Running;
        _isHeldAlways &= most == import && wanted <= reached;
        return Array.FindAll(edges, edge => edge.Power <= most && edge.Power >= Megawatts.Min(wanted, reached));
    }

    private Prospect Best(JointEdge[] edges, ForesightInterval interval, decimal[][] values, Prospect[] next, out int taken)
    {
        taken = -1;
        var best = default(Prospect);
        for (var index = 0; index < edges.Length; index++)
        {
            var prospect = next[edges[index].To];
            for (var group = 0; group < values.Length; group++)
            {
                var run = _graphs[group].Edges[edges[index].Chosen[group]].Run;
                prospect = prospect.With(values[group][run], _graphs[group].Runs[run].Energy.MegawattMinutes, _graphs[group].Runs[run].Starts);
            }

            if (interval.HasSpread)
            {
                prospect = prospect.With(-Spread(interval, edges[index].Power), 0m, 0);
            }

            if (taken < 0 || prospect.IsBetterThan(best))
            {
                taken = index;
                best = prospect;
            }
        }

        // Staying as one is is always allowed, so there is an edge.
        Invariant.Holds(taken >= 0);
        return best;
    }

    // What the buyer of unused energy keeps: each tier takes what those before it have not used.
    private static decimal Spread(ForesightInterval interval, Megawatts power)
    {
        var cost = 0m;
        foreach (var tier in interval.SellBack)
        {
            var used = Megawatts.Min(tier.Power, power);
            cost += ExactEnergy.From(tier.Power - used, interval.Slot.Minutes).At(tier.Spread).Numerator;
            power -= used;
        }

        return cost;
    }

    private ForesightPlan Follow(int[][] taken)
    {
        var choices = _graphs.Select(_ => ImmutableArray.CreateBuilder<GroupChoice>(taken.Length)).ToArray();
        var state = 0;
        for (var t = 0; t < taken.Length; t++)
        {
            var edge = _edges[state][taken[t][state]];
            for (var group = 0; group < choices.Length; group++)
            {
                choices[group].Add(_graphs[group].Edges[edge.Chosen[group]].Choice);
            }

            state = edge.To;
        }

        return new(_intervals, [.. choices.Select(static choice => choice.MoveToImmutable())]);
    }

    private readonly record struct JointEdge(int To, int[] Chosen, Megawatts Power);

    private readonly record struct Prospect(decimal Net, decimal Drawn, long Starts)
    {
        public Prospect With(decimal net, decimal drawn, int starts) => new(Net + net, Drawn + drawn, Starts + starts);

        public bool IsBetterThan(Prospect other) => Net != other.Net ? Net > other.Net
            : Drawn != other.Drawn ? Drawn < other.Drawn
            : Starts < other.Starts;
    }
}
