namespace Spillway.Engine.Sites.Contracts;

/// <summary>How a mining pool pays for hash rate.</summary>
public enum PoolPayout
{
    /// <summary>Full pay per share: block subsidy and transaction fees by expectation, whatever the pool finds.</summary>
    FullPayPerShare = 0,

    /// <summary>Pay per share: the block subsidy by expectation, without transaction fees.</summary>
    PayPerShare = 1,

    /// <summary>Pay per last N shares: what the pool finds, shared out.</summary>
    PayPerLastShares = 2,
}
