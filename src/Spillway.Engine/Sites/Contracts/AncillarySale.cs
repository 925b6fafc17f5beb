using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>Capacity sold as an ancillary service; how much and at what price stands in the awards.</summary>
/// <param name="Id">The clause that rows of an awards file name.</param>
/// <param name="Product">The market's product, such as <c>rrs-ufr</c>.</param>
/// <param name="FinancialFrom">From when on an award is financial and what is not carried is bought back at the real-time
/// clearing price; null where an award is always an obligation to stand ready.</param>
/// <param name="Qualified">The most that the load may sell; null where no limit is stated.</param>
public sealed record AncillarySale(ContractId Id, string Product, Instant? FinancialFrom, Megawatts? Qualified) : IContract
{
    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }

    /// <summary>From when on the market buys the product.</summary>
    public Instant BoughtFrom { get; init; } = Instant.MinValue;

    /// <summary>Whether awards are financial at an instant.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>True where a deviation is settled in money, false where the award had to be carried.</returns>
    public bool IsFinancial(Instant at) => FinancialFrom is { } from && at >= from;
}
