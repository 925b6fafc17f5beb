using NodaTime;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What the record of a running desk says of its decisions.</summary>
public interface IKnownPlans
{
    /// <summary>What was decided for an interval.</summary>
    /// <param name="start">The interval's start.</param>
    /// <returns>The plan with one entry a group, in file order; null where there is no record.</returns>
    KnownPlan? PlanAt(Instant start);
}
