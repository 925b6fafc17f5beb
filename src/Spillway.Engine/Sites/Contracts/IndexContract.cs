using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>A retail contract that passes the real-time price on and adds to it.</summary>
/// <param name="Id">The clause.</param>
/// <param name="Adder">What the retailer adds per MWh, losses included.</param>
/// <param name="LossFactor">Energy at the settlement point per metered energy: 1.02 where two percent more is billed.</param>
/// <param name="Fee">The market's fees per metered MWh.</param>
/// <param name="MonthlyFee">What is owed for a whole local month.</param>
public sealed record IndexContract(
    ContractId Id, EnergyPrice Adder, Ratio LossFactor, EnergyPrice Fee, Money MonthlyFee) : IContract
{
    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }
}
