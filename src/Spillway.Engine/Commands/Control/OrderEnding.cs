using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>An order that no longer holds.</summary>
/// <param name="Order">The order.</param>
/// <param name="By">The release or unlock that ended it; null where its time was over.</param>
public readonly record struct OrderEnding(OrderId Order, OrderId? By);
