using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>Finds the instant of a time at which most is held.</summary>
internal static class HeldPeak
{
    /// <summary>What is held at the instant of a time at which the sum is largest; of equals at the earliest.</summary>
    public static ImmutableArray<HeldPower> Of(IReadOnlyCollection<HeldPower> held, Instant from, Instant to, Func<HeldPower, bool> counts)
    {
        ImmutableArray<HeldPower> peak = [];
        var counted = held.Where(one => counts(one) && one.Power > Megawatts.Zero && one.Meets(from, to)).ToList();

        // A sum only rises where something begins.
        foreach (var at in counted.Select(one => Instant.Max(one.Start, from)).Distinct().Order())
        {
            ImmutableArray<HeldPower> now = [.. counted.Where(one => one.Start <= at && one.End > at)];
            peak = Sum(now) > Sum(peak) ? now : peak;
        }

        return peak;
    }

    public static Megawatts Sum(IEnumerable<HeldPower> held) => new(held.Sum(static one => one.Power.Value));

    public static string Names(IEnumerable<HeldPower> held) => string.Join(" + ", held.Select(static one => one.Name));
}
