using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Why.</summary>
/// <param name="Kind">The kind of reason.</param>
/// <param name="Order">The order behind it; null where there is none.</param>
public readonly record struct Cause(CauseKind Kind, OrderId? Order);
