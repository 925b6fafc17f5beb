using Spillway.Engine;
using Spillway.Units;

namespace Spillway.Devices.Miners;

/// <summary>One order to one miner.</summary>
public sealed record MinerCommand
{
    private MinerCommand(MinerAction action, MinerMode mode, Watts? power)
    {
        Action = action;
        Mode = mode;
        Power = power;
    }

    /// <summary>Stop hashing, controller on.</summary>
    public static MinerCommand Sleep { get; } = new(MinerAction.Sleep, MinerMode.Sleep, null);

    /// <summary>Hash again.</summary>
    public static MinerCommand Wake { get; } = new(MinerAction.Wake, MinerMode.Unknown, null);

    /// <summary>Start the controller anew.</summary>
    public static MinerCommand Reboot { get; } = new(MinerAction.Reboot, MinerMode.Unknown, null);

    /// <summary>What is to be done.</summary>
    public MinerAction Action { get; }

    /// <summary>The mode wanted by <see cref="MinerAction.SetMode"/>.</summary>
    public MinerMode Mode { get; }

    /// <summary>The target wanted by <see cref="MinerAction.SetPower"/>, at the wall.</summary>
    public Watts? Power { get; }

    /// <summary>Run in a mode.</summary>
    /// <param name="mode">Low, normal or high.</param>
    /// <returns>The command.</returns>
    public static MinerCommand Run(MinerMode mode)
    {
        Invariant.Holds(mode is MinerMode.Low or MinerMode.Normal or MinerMode.High);
        return new(MinerAction.SetMode, mode, null);
    }

    /// <summary>Keep to a power target.</summary>
    /// <param name="power">At the wall, above zero.</param>
    /// <returns>The command.</returns>
    public static MinerCommand KeepTo(Watts power)
    {
        Invariant.Holds(power > Watts.Zero);
        return new(MinerAction.SetPower, MinerMode.Unknown, power);
    }
}
