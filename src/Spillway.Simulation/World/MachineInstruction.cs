namespace Spillway.Simulation.World;

/// <summary>What a machine can be told, whatever its protocol calls it.</summary>
public abstract record MachineInstruction
{
    private MachineInstruction()
    {
    }

    /// <summary>Stop hashing, controller on.</summary>
    public sealed record Sleep : MachineInstruction;

    /// <summary>Hash again, in the mode that is set.</summary>
    public sealed record Wake : MachineInstruction;

    /// <summary>Take another mode. It does not wake a machine that sleeps: firmware that does so says <see cref="Wake"/> as well.</summary>
    /// <param name="Mode">The mode wanted.</param>
    public sealed record SetMode(MachineMode Mode) : MachineInstruction;

    /// <summary>Keep to a power limit; the machine lowers its rate until it does.</summary>
    /// <param name="Watts">At the plug; null lifts the limit. Unit: W.</param>
    public sealed record SetPowerLimit(double? Watts) : MachineInstruction;

    /// <summary>Start the mining program anew; one that sleeps sleeps on.</summary>
    public sealed record Restart : MachineInstruction;

    /// <summary>Start the controller anew.</summary>
    public sealed record Reboot : MachineInstruction;
}
