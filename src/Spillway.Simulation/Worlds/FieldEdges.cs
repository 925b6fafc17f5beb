using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.Worlds;

/// <summary>What a simulated field is told by its world, and tells it.</summary>
/// <param name="NextKill">The next kill of the desk that has not happened yet; null where none comes.</param>
/// <param name="NewestPrice">The end of the newest priced interval at an instant; null before the first.</param>
/// <param name="Sending">Told each turn before anything of it is sent.</param>
public sealed record FieldEdges(Func<SiteFault.OfDesk?> NextKill, Func<Instant, Instant?> NewestPrice, Action<ControlTurn> Sending);
