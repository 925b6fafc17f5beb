using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>Energy bought from or sold to another party at the settlement point, at a price agreed between the two.</summary>
/// <param name="Id">The clause.</param>
/// <param name="Schedule">How much and when: bought positive, sold negative.</param>
/// <param name="Price">What was agreed; it never enters a running decision.</param>
public sealed record Trade(ContractId Id, PowerSchedule Schedule, EnergyPrice Price) : IPosition
{
    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }

    /// <inheritdoc/>
    public ContractTerm Known => Schedule.Known;

    /// <inheritdoc/>
    public ExactEnergy Energy(Instant start, Duration length) => Schedule.Energy(start, length);
}
