using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>Who buys the hash rate and what of the hash price arrives. It makes no charge: production revenue alone is by it.</summary>
/// <param name="Id">The clause.</param>
/// <param name="Payout">How it pays.</param>
/// <param name="Fee">The share that the pool keeps.</param>
/// <param name="Hashprice">An agreed hash price; null where the market's stands.</param>
/// <param name="TransactionFees">The share of the hash price that is transaction fees, which pay-per-share does not pay out; else 0.</param>
/// <param name="Luck">What the pool finds against expectation, which pay-per-last-N-shares passes on; else 1.</param>
public sealed record MiningPool(
    ContractId Id, PoolPayout Payout, Ratio Fee, Hashprice? Hashprice, Ratio TransactionFees, Ratio Luck) : IContract
{
    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }

    /// <summary>What of the hash price arrives: (1 − fee) × (1 − transaction fees) × luck.</summary>
    public Ratio Yield => new((1m - Fee.Value) * (1m - TransactionFees.Value) * Luck.Value);

    /// <summary>A group as it earns while the pool buys its hash rate.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The group with what this pool keeps instead of its own pool fee; a group with a value of its own as it is.</returns>
    public LoadGroup Applied(LoadGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Value is null ? group with { PoolFee = new(1m - Yield.Value) } : group;
    }
}
