using NodaTime;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>An order that holds.</summary>
/// <param name="Order">What was asked.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Deadline">When it has to be reached.</param>
/// <param name="Level">The ceiling or floor that it came to; null for kinds without one.</param>
public sealed record ActiveOrder(Order Order, Instant AcceptedAt, Instant Deadline, Megawatts? Level);
