using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>The best plans of one machine.</summary>
internal sealed class MachineSolution
{
    private readonly GroupEdge[] _edges;
    private readonly int[] _first;
    private readonly ushort[] _taken;
    private readonly decimal[] _rest;

    public MachineSolution(GroupEdge[] edges, int[] first, ushort[] taken, ExactMoney running, decimal[] rest)
    {
        _edges = edges;
        _first = first;
        _taken = taken;
        _rest = rest;
        Running = running;
    }

    /// <summary>The best net of a machine that runs before the first interval.</summary>
    public ExactMoney Running { get; }

    /// <summary>The best net of a machine that has long been off before the first interval.</summary>
    public ExactMoney Resting => new(_rest[0]);

    /// <summary>What having the choice to run in an interval is worth to a machine that rests until then.</summary>
    /// <param name="t">The interval's place.</param>
    /// <returns>Never negative.</returns>
    public ExactMoney Opening(int t) => new(_rest[t] - _rest[t + 1]);

    /// <summary>The plan of machines that run before the first interval and all do the same.</summary>
    /// <param name="machines">How many.</param>
    /// <returns>One choice an interval.</returns>
    public ImmutableArray<GroupChoice> Together(int machines) =>
    [
        .. Modes(MachineProgramme.Running).Select(mode =>
            mode == LoadGroup.OffIndex || machines == 0 ? default : new GroupChoice(mode, machines)),
    ];

    /// <summary>Follows the best plan.</summary>
    /// <param name="root"><see cref="MachineProgramme.Running"/> or <see cref="MachineProgramme.Resting"/>.</param>
    /// <returns>The mode of each interval.</returns>
    public int[] Modes(int root)
    {
        var states = _first.Length - 1;
        var modes = new int[_rest.Length - 1];
        var state = root;
        for (var t = 0; t < modes.Length; t++)
        {
            var edge = _edges[_first[state] + _taken[(t * states) + state]];
            modes[t] = edge.Choice.ModeIndex;
            state = edge.To;
        }

        return modes;
    }
}
