using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Between what the site's power has to be, after every order has been weighed.</summary>
/// <param name="Floor">The least; never above the ceiling.</param>
/// <param name="Ceiling">The most.</param>
/// <param name="FloorBy">The order behind the floor; null where it is nothing.</param>
/// <param name="CeilingBy">The order behind the ceiling; null where it is the import limit.</param>
public readonly record struct SiteBounds(Megawatts Floor, Megawatts Ceiling, OrderId? FloorBy, OrderId? CeilingBy);
