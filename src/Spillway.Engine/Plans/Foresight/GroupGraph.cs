using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>Every state that the machines of a group can reach, and every way between two of them in an interval.</summary>
/// <remarks>Grown from <see cref="GroupState.Run"/>, so a programme over it knows exactly the machines that the desk and
/// the world know: their restarts, their minimum times, their draw when off. Edges leave a state in the order of modes,
/// then of machine counts.</remarks>
internal sealed class GroupGraph
{
    private readonly ImmutableArray<int> _first;

    private GroupGraph(
        ImmutableArray<GroupState> states, ImmutableArray<int> first, ImmutableArray<GroupEdge> edges, ImmutableArray<GroupRun> runs)
    {
        States = states;
        _first = first;
        Edges = edges;
        Runs = runs;
    }

    /// <summary>The states; the roots come first.</summary>
    public ImmutableArray<GroupState> States { get; }

    /// <summary>All edges, those that leave a state side by side.</summary>
    public ImmutableArray<GroupEdge> Edges { get; }

    /// <summary>What intervals can draw and produce; edges that differ only in where they lead share an entry.</summary>
    public ImmutableArray<GroupRun> Runs { get; }

    /// <summary>Where the edges that leave a state begin.</summary>
    public int First(int state) => _first[state];

    /// <summary>Grows a graph.</summary>
    /// <param name="group">The group.</param>
    /// <param name="roots">The states to grow from, no two alike.</param>
    /// <param name="length">The length of every interval.</param>
    /// <param name="mostEdges">Give up beyond this many edges.</param>
    /// <param name="ceiling">Modes that draw more, per machine, are left out; null for none.</param>
    /// <returns>The graph; null where it has more edges than that.</returns>
    public static GroupGraph? Of(LoadGroup group, ImmutableArray<GroupState> roots, Minutes length, long mostEdges, Megawatts? ceiling = null)
    {
        var growth = new Growth(group, length, ceiling);
        foreach (var root in roots)
        {
            growth.Index(root);
        }

        for (var at = 0; at < growth.States.Count; at++)
        {
            growth.Leave(at);
            if (growth.Edges.Count > mostEdges)
            {
                return null;
            }
        }

        return new([.. growth.States], [.. growth.First, growth.Edges.Count], [.. growth.Edges], [.. growth.Runs]);
    }

    private sealed class Growth(LoadGroup group, Minutes length, Megawatts? ceiling)
    {
        private readonly Dictionary<GroupState, int> _states = new(new SameCohorts());
        private readonly Dictionary<(int Mode, ExactEnergy Energy, Minutes Producing, int Starts), int> _runs = [];

        public List<GroupState> States { get; } = [];

        public List<int> First { get; } = [];

        public List<GroupEdge> Edges { get; } = [];

        public List<GroupRun> Runs { get; } = [];

        public int Index(GroupState state)
        {
            if (!_states.TryGetValue(state, out var index))
            {
                index = States.Count;
                _states.Add(state, index);
                States.Add(state);
            }

            return index;
        }

        public void Leave(int from)
        {
            First.Add(Edges.Count);
            var state = States[from];
            var must = state.MustRun(group);
            var may = state.MayRun(group);
            if (must == 0)
            {
                Add(state, LoadGroup.OffIndex, 0);
            }

            for (var mode = LoadGroup.OffIndex + 1; mode < group.Modes.Length; mode++)
            {
                var most = group.PowerPerMachine(mode) > ceiling ? 0 : may;
                for (var running = Math.Max(1, must); running <= most; running++)
                {
                    Add(state, mode, running);
                }
            }
        }

        private void Add(GroupState state, int mode, int running)
        {
            var run = state.Run(group, mode, running, length);
            var key = (run.ModeIndex, run.Energy, run.ProducingMachineMinutes, run.Starts);
            if (!_runs.TryGetValue(key, out var index))
            {
                index = Runs.Count;
                _runs.Add(key, index);
                Runs.Add(run);
            }

            Edges.Add(new(Index(run.After), new(mode, running), index));
        }
    }

    private sealed class SameCohorts : IEqualityComparer<GroupState>
    {
        public bool Equals(GroupState? x, GroupState? y) => x!.Cohorts.AsSpan().SequenceEqual(y!.Cohorts.AsSpan());

        public int GetHashCode([DisallowNull] GroupState obj)
        {
            var hash = default(HashCode);
            foreach (var cohort in obj.Cohorts)
            {
                hash.Add(cohort);
            }

            return hash.ToHashCode();
        }
    }
}
