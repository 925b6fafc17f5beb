using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Commands.Control;

/// <summary>How fast a group has followed when it was told to come down: learnt from events and drills.</summary>
/// <param name="Events">How many were measured.</param>
/// <param name="Shares">The share of the ordered fall that was measured within each of <see cref="Horizons"/>, 0 to 1,
/// estimated with caution: it falls at once and rises slowly. Empty before the first event.</param>
public sealed record GroupResponse(int Events, ImmutableArray<double> Shares)
{
    /// <summary>Within which times the fall is measured: 1, 5, 15, 60 and 600 s.</summary>
    public static ImmutableArray<Duration> Horizons { get; } =
        [Duration.FromSeconds(1), Duration.FromSeconds(5), Duration.FromSeconds(15), Duration.FromSeconds(60), Duration.FromSeconds(600)];

    /// <summary>Nothing learnt yet.</summary>
    public static GroupResponse None { get; } = new(0, []);
}
