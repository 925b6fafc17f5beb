using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What the site was expected to draw, and what its meter said, over the last passes.</summary>
/// <param name="At">In the time of the desk's own clock.</param>
/// <param name="Expected">When every command up to then is followed.</param>
/// <param name="Metered">By the meter; null where it said nothing new.</param>
public readonly record struct PowerTrace(Instant At, Megawatts Expected, Megawatts? Metered)
{
    /// <summary>The most entries that are kept.</summary>
    public const int MostEntries = 256;

    /// <summary>The trace with one more entry and without what has become too old.</summary>
    internal static ImmutableArray<PowerTrace> With(ImmutableArray<PowerTrace> trace, PowerTrace next, Duration kept)
    {
        if (kept == Duration.Zero)
        {
            return [];
        }

        // Two entries older than the time kept stay: they say from where the power came, also where the last of them was sent late.
        var drop = Math.Max(0, trace.Length + 1 - MostEntries);
        while (drop + 2 < trace.Length && trace[drop + 2].At <= next.At - kept)
        {
            drop++;
        }

        return [.. trace.AsSpan()[Math.Min(drop, trace.Length)..], next];
    }
}
