using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>What the holders of a time leave of the site: how much must run, and how much room must stay above.</summary>
/// <param name="Running">Power that must be running, beyond what the site draws with everything asleep.</param>
/// <param name="RunningFor">Who needs it, joined by <c> + </c>; empty where nobody does.</param>
/// <param name="Room">Power that must be free below the import limit.</param>
/// <param name="RoomFor">Who needs it; empty where nobody does.</param>
public readonly record struct HeldBounds(Megawatts Running, string RunningFor, Megawatts Room, string RoomFor)
{
    /// <summary>Nobody holds anything.</summary>
    public static HeldBounds None { get; } = new(Megawatts.Zero, "", Megawatts.Zero, "");

    /// <summary>The most that is held at any instant of a time.</summary>
    /// <param name="held">What is held; what lies outside the time counts nothing.</param>
    /// <param name="from">The start of the time.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <returns>The bounds: an award that holds for a part of the time binds in all of it.</returns>
    public static HeldBounds Of(ImmutableArray<HeldPower> held, Instant from, Instant to)
    {
        if (held.IsEmpty)
        {
            return None;
        }

        var running = HeldPeak.Of(held, from, to, static one => one.NeedsRunning);
        var room = HeldPeak.Of(held, from, to, static one => one.Kind == HolderKind.AncillaryDown);
        return new(HeldPeak.Sum(running), HeldPeak.Names(running), HeldPeak.Sum(room), HeldPeak.Names(room));
    }
}
