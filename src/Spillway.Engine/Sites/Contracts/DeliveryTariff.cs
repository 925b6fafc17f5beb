using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>The wires company's tariff: demand by the month, energy, and an earlier peak that holds the demand up.</summary>
/// <param name="Id">The clause.</param>
/// <param name="DemandPrice">Currency per MW of billed demand and month.</param>
/// <param name="DemandWindow">Demand is the mean over windows of this length, on the clock; above zero.</param>
/// <param name="EnergyPrice">Currency per metered MWh.</param>
/// <param name="Ratchet">Billed demand is at least this share of the highest demand of the eleven months before; 0 for none.</param>
/// <param name="MonthlyFee">What is owed for a whole local month.</param>
public sealed record DeliveryTariff(
    ContractId Id, Money DemandPrice, Duration DemandWindow, EnergyPrice EnergyPrice, Ratio Ratchet, Money MonthlyFee) : IContract
{
    /// <summary>How many months before the billed one a ratchet looks back to.</summary>
    public const int RatchetMonths = 11;

    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }

    /// <summary>Peaks of months that lie before the meter's readings.</summary>
    public ImmutableArray<MonthlyPeak> EarlierPeaks { get; init; } = [];

    /// <summary>The month the tariff began: months before it hold nothing up unless they are stated. Null where it has always been in force.</summary>
    public YearMonth? Since { get; init; }
}
