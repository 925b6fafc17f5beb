using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>Why a group was decided so: a code with its figures; the words are made at the screen.</summary>
/// <param name="Code">The kind of reason.</param>
/// <param name="Newest">The newest known price, where the reason rests on it.</param>
/// <param name="Worth">What a MWh earns in the mode in question; a strike price where the policy has its own.</param>
/// <param name="Expected">The middle of what is expected of the interval's price, where the reason rests on a forecast; for
/// a coincident peak the newest price with the chance of the peak added.</param>
/// <param name="IntervalsAhead">For how many intervals the middle stays on that side of the worth.</param>
/// <param name="FollowsFrom">The start of the interval whose price this follows from; null where it follows from none.</param>
/// <param name="Holder">Who holds the MW, such as <c>as-1/rrs-ufr</c>; null where the reason is none of an obligation.</param>
/// <param name="Held">How many MW are held in all; null where the reason is none of an obligation.</param>
public sealed record Reason(
    ReasonCode Code,
    EnergyPrice? Newest = null,
    EnergyPrice? Worth = null,
    EnergyPrice? Expected = null,
    int? IntervalsAhead = null,
    Instant? FollowsFrom = null,
    string? Holder = null,
    Megawatts? Held = null);
