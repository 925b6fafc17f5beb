using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.Worlds;

/// <summary>What a simulated field is told by its world, and tells it.</summary>
/// <param name="NextKill">The next kill of the desk that has not happened yet; null where none comes.</param>
/// <param name="NewestPrice">The end of the newest priced interval at an instant; null before the first.</param>
/// <param name="Clock">What the desk's wall clock shows.</param>
/// <param name="Sending">Told each turn and the true instant before anything of it is sent.</param>
/// <param name="Idling">Told the true instant, and whether watchdogs are fed, before each pass that the desk lets go by because its journal
/// takes nothing.</param>
public sealed record FieldEdges(
    Func<SiteFault.OfDesk?> NextKill, Func<Instant, Instant?> NewestPrice, WallClock Clock, Action<ControlTurn, Instant> Sending, Action<Instant, bool> Idling);
