using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>One interval of a desk as its journal tells it.</summary>
/// <param name="Slot">The interval.</param>
/// <param name="Observation">What the step that decided it saw.</param>
/// <param name="Before">Where the machines were when it began.</param>
/// <param name="After">What the desk remembered when it had decided.</param>
/// <param name="Planned">What was decided to be drawn.</param>
public sealed record EventStep(
    Slot Slot, Observation Observation, ImmutableArray<GroupState> Before, DeskState After, Megawatts Planned)
{
    /// <summary>What each group drew and produced; empty where the interval has not ended.</summary>
    public ImmutableArray<GroupRun> Measured { get; init; } = [];

    /// <summary>The price that settles it; null where it is not known.</summary>
    public EnergyPrice? Price { get; init; }

    /// <summary>The hash price of its day; null where no load needs one.</summary>
    public Hashprice? Hashprice { get; init; }

    /// <summary>What was decided, in file order.</summary>
    public required ImmutableArray<Spillway.Engine.Commands.GroupCommand> Commands { get; init; }

    /// <summary>Whether an order kept the site below the import limit in any of its passes.</summary>
    public bool IsDisturbed { get; init; }
}
