using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>Capacity held ready for grid emergencies against a payment for each MW and hour.</summary>
/// <param name="Id">The clause.</param>
/// <param name="Obligation">How much is held, and in which of the programme's time periods.</param>
/// <param name="Price">Paid per MW and hour held.</param>
/// <param name="Availability">The share that counts as available, as the programme stated it; null where the meter says it: what the
/// site draws is what it can shed.</param>
public sealed record EmergencyResponse(
    ContractId Id, PowerSchedule Obligation, EnergyPrice Price, Ratio? Availability) : IContract
{
    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }
}
