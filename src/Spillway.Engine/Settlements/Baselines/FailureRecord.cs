using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>The failures of a load resource: too many within a rolling year and it is disqualified.</summary>
/// <param name="Failures">When it failed, ascending.</param>
/// <param name="Disqualifying">How many failures within <paramref name="Within"/> disqualify; at least one.</param>
/// <param name="Within">How long a failure counts.</param>
public sealed record FailureRecord(ImmutableArray<Instant> Failures, int Disqualifying, Duration Within)
{
    /// <summary>A record by ERCOT's rule: two failures in 365 days (Protocols 8.1.1.4.3).</summary>
    /// <param name="failures">When it failed, in any order.</param>
    /// <returns>The record.</returns>
    public static FailureRecord TwoInAYear(IEnumerable<Instant> failures) => InAYear(failures, 2);

    /// <summary>A record over 365 days.</summary>
    /// <param name="failures">When it failed, in any order.</param>
    /// <param name="disqualifying">How many failures disqualify; at least one.</param>
    /// <returns>The record.</returns>
    public static FailureRecord InAYear(IEnumerable<Instant> failures, int disqualifying) => new([.. failures.Order()], disqualifying, Duration.FromDays(365));

    /// <summary>How many failures count at an instant.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>Those of the time before it, itself in, the other end out.</returns>
    public int At(Instant at) => Failures.Count(failure => failure <= at && failure > at - Within);

    /// <summary>When it was first disqualified.</summary>
    /// <returns>The failure that did it; null where none has.</returns>
    public Instant? DisqualifiedAt()
    {
        foreach (var failure in Failures)
        {
            if (At(failure) >= Disqualifying)
            {
                return failure;
            }
        }

        return null;
    }
}
