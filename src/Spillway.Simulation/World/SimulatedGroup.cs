using System.Collections.Immutable;

namespace Spillway.Simulation.World;

/// <summary>Machines behind one breaker.</summary>
/// <param name="Name">The load group's id in the site file.</param>
/// <param name="Machines">The machines, in order.</param>
/// <param name="Breaker">What feeds them; null where nothing can cut them off.</param>
/// <param name="OverheadRatio">Power at the meter per power at the plugs (cooling, transformer); 1 or more in practice.</param>
public sealed record SimulatedGroup(string Name, ImmutableArray<PhysicalMachine> Machines, PhysicalBreaker? Breaker, double OverheadRatio);
