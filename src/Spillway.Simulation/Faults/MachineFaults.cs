namespace Spillway.Simulation.Faults;

/// <summary>What is wrong with a machine or with the way to it; several at a time can be.</summary>
[Flags]
public enum MachineFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It says no to every instruction.</summary>
    Refuses = 1 << 0,

    /// <summary>It says done and does nothing.</summary>
    SaysDone = 1 << 1,

    /// <summary>Its power field shows the nominal watts while it sleeps.</summary>
    PowerFieldStuck = 1 << 2,

    /// <summary>After a reboot or a power cut it hashes although it was told to sleep.</summary>
    ForgetsSleep = 1 << 3,

    /// <summary>It answers seconds late.</summary>
    Slow = 1 << 4,

    /// <summary>It drops the connection before or in the middle of its answer.</summary>
    Drops = 1 << 5,

    /// <summary>Its answers are damaged.</summary>
    Malformed = 1 << 6,

    /// <summary>One hash board is lost: less hash rate and less power.</summary>
    BoardLost = 1 << 7,

    /// <summary>Its pool is lost: it draws as before and earns nothing.</summary>
    PoolLost = 1 << 8,

    /// <summary>It is not there: not plugged in, it draws nothing and answers nobody until the fault ends.</summary>
    Absent = 1 << 9,

    /// <summary>The network does not reach it; it goes on as before.</summary>
    CutOff = 1 << 10,

    /// <summary>Its hashing program dies and does not get past its set-up, drawing a part of its power, until the fault ends or its
    /// controller is started anew.</summary>
    StuckStarting = 1 << 11,
}
