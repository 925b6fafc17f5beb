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
    /// <param name="trace">The trace so far.</param>
    /// <param name="next">The new entry.</param>
    /// <param name="kept">How long what was expected is kept; zero keeps nothing.</param>
    /// <param name="whole">How long every entry is kept; of older ones only those at which what was expected changed.</param>
    internal static ImmutableArray<PowerTrace> With(ImmutableArray<PowerTrace> trace, PowerTrace next, Duration kept, Duration whole)
    {
        if (kept == Duration.Zero)
        {
            return [];
        }

        // One entry older than the time kept stays: it says from where the power came.
        var (oldest, recent) = (next.At - kept, next.At - whole);
        var drop = Math.Max(0, trace.Length + 1 - MostEntries);
        while (drop + 1 < trace.Length && trace[drop + 1].At <= oldest)
        {
            drop++;
        }

        // Mostly nothing is ordered and power stands still: what tells nothing new is not carried along from pass to pass.
        var later = new List<PowerTrace>(trace.Length - drop + 1);
        for (var index = drop; index < trace.Length; index++)
        {
            if (later.Count == 0 || trace[index].At >= recent || trace[index].Expected != later[^1].Expected)
            {
                later.Add(trace[index]);
            }
        }

        later.Add(next);
        return [.. later];
    }
}
