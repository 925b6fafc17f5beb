namespace Spillway.Devices.Miners;

/// <summary>What a miner can be told to do.</summary>
public enum MinerAction
{
    /// <summary>Stop hashing and draw next to nothing, controller on.</summary>
    Sleep,

    /// <summary>Hash again, in the mode it was in before it slept.</summary>
    Wake,

    /// <summary>Run in another <see cref="MinerMode"/>; wakes it where it sleeps.</summary>
    SetMode,

    /// <summary>Keep to a power target.</summary>
    SetPower,

    /// <summary>Start the controller anew.</summary>
    Reboot,
}
