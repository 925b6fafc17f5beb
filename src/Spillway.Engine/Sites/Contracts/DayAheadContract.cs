using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>Energy bought or sold in the day-ahead market; how much and at what price stands in the awards.</summary>
/// <param name="Id">The clause that rows of an awards file name.</param>
public sealed record DayAheadContract(ContractId Id) : IContract
{
    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }
}
