using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What the record of a running desk says of the groups in an interval.</summary>
public interface IKnownProduction
{
    /// <summary>What the desk recorded of an interval.</summary>
    /// <param name="start">The interval's start.</param>
    /// <returns>One entry a group, in file order; null where there is no record.</returns>
    ImmutableArray<KnownGroupRun>? At(Instant start);
}
