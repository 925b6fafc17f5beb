namespace Spillway.App.Inventory;

/// <summary>What a machine of the inventory is for.</summary>
public enum MachineRole
{
    /// <summary>It answers, and what it is for is not known yet; nothing commands it.</summary>
    Unknown,

    /// <summary>It turns power into hash rate.</summary>
    Miner,

    /// <summary>It connects and disconnects others: a breaker, a contactor, a relay.</summary>
    Breaker,

    /// <summary>It measures power and energy.</summary>
    Meter,
}
