using System.Collections.Immutable;

namespace Spillway.Simulation.World;

/// <summary>Machines behind one breaker.</summary>
/// <param name="Load">The load's id in the site file.</param>
/// <param name="Feed">The feed's id; empty for the machines of a load that hang on no breaker.</param>
/// <param name="Machines">The machines, in order.</param>
/// <param name="Breaker">What feeds them; null where nothing can cut them off.</param>
/// <param name="OverheadRatio">Power at the meter per power at the plugs (cooling, transformer); 1 or more in practice.</param>
public sealed record SimulatedGroup(string Load, string Feed, ImmutableArray<PhysicalMachine> Machines, PhysicalBreaker? Breaker, double OverheadRatio);
