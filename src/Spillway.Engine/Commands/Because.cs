using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.Engine.Commands;

/// <summary>What bends a plan: a limit, or somebody who holds MW of the site.</summary>
/// <param name="Code">The kind of reason.</param>
/// <param name="Holder">Who holds the MW; null for limits.</param>
/// <param name="Held">How many are held in all; null for limits.</param>
internal readonly record struct Because(ReasonCode Code, string? Holder, Megawatts? Held)
{
    public static implicit operator Because(ReasonCode limit) => new(limit, null, null);
}
