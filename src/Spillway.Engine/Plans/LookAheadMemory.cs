using Spillway.Engine.Forecasts;

namespace Spillway.Engine.Plans;

/// <summary>What look-ahead remembers: its price bands, how many known intervals they have taken in, what was
/// published, and what its groups come to at the newest hash price.</summary>
/// <param name="Bands">The bands.</param>
/// <param name="Taken">Known intervals taken in, from the oldest.</param>
/// <param name="Book">What was published; empty where nothing was learned of it.</param>
/// <param name="Ladders">The groups' ladders, made anew when the hash price changes; null before the first.</param>
internal sealed record LookAheadMemory(PriceBands Bands, int Taken, PublicationBook Book, GroupLadders? Ladders) : PolicyMemory
{
    /// <summary>Whether anything of the site was ever held, so that a group may run in part.</summary>
    public bool IsHeld { get; init; }
}
