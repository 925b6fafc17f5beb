using Spillway.Units;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>Who has how many MW of a site in an interval.</summary>
/// <param name="Kind">For what.</param>
/// <param name="Name">The contract with its product, the order, or the limit, by name.</param>
/// <param name="Power">How much; above zero.</param>
public readonly record struct Holding(HolderKind Kind, string Name, Megawatts Power);
