using NodaTime;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>When a contract is in force: from an instant on, until an instant that is no longer in it.</summary>
/// <param name="From">The first instant; the beginning of time where the contract names none.</param>
/// <param name="To">The first instant after it; the end of time where the contract names none.</param>
public readonly record struct ContractTerm(Instant From, Instant To)
{
    /// <summary>At all times.</summary>
    public static ContractTerm Always { get; } = new(Instant.MinValue, Instant.MaxValue);

    /// <summary>Whether an instant is in it.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>True from <see cref="From"/> to before <see cref="To"/>.</returns>
    public bool Covers(Instant at) => at >= From && at < To;

    /// <summary>Whether two terms share a moment.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True where both are in force at once.</returns>
    public bool Overlaps(ContractTerm other) => From < other.To && other.From < To;
}
