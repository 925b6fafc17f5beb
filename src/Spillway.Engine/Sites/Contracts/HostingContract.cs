using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>Machines of others that the site runs: what their owners pay for the energy, and what they are credited.</summary>
/// <param name="Id">The clause.</param>
/// <param name="Customers">Who: at least one.</param>
/// <param name="PricedBy">What their energy is priced by.</param>
/// <param name="Price">The agreed price of <see cref="HostingPrice.Fixed"/>, the margin of <see cref="HostingPrice.CostPlus"/>; else zero.</param>
public sealed record HostingContract(
    ContractId Id, ImmutableArray<HostedCustomer> Customers, HostingPrice PricedBy, EnergyPrice Price) : IContract
{
    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }

    /// <summary>Credited to a customer for each contracted MWh that it did not get.</summary>
    public EnergyPrice CurtailmentCredit { get; init; }

    /// <summary>The customer's share of what an undelivered MWh fetched above the fixed price; 0 where it has none.</summary>
    public Ratio CurtailmentShare { get; init; }

    /// <summary>The share of its contracted energy that a customer is promised in every month; 0 where nothing is.</summary>
    public Ratio Uptime { get; init; }

    /// <summary>Credited for each MWh by which a month falls short of the promise.</summary>
    public EnergyPrice UptimeCredit { get; init; }
}
