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
    /// <summary>The most entries that are kept; where there would be more, those close together are made one.</summary>
    public const int MostEntries = 2048;

    /// <summary>The trace with one more entry and without what has become too old.</summary>
    /// <param name="trace">The trace, oldest first.</param>
    /// <param name="next">The entry.</param>
    /// <param name="shorter">The shorter of the times that somebody asks about.</param>
    /// <param name="longer">The longer of them.</param>
    internal static ImmutableArray<PowerTrace> With(ImmutableArray<PowerTrace> trace, PowerTrace next, Duration shorter, Duration longer)
    {
        if (longer == Duration.Zero)
        {
            return [];
        }

        // Two entries older than the time kept stay: they say from where the power came, also where the last of them was sent late.
        var drop = 0;
        while (drop + 2 < trace.Length && trace[drop + 2].At <= next.At - longer)
        {
            drop++;
        }

        var kept = trace.AsSpan()[drop..];
        return kept.Length < MostEntries ? [.. kept, next] : [.. TraceThinning.Of(kept, next.At, shorter, longer), next];
    }
}
