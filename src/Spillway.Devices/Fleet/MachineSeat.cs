using Spillway.Devices.Miners;
using Spillway.Engine.Commands.Control;

namespace Spillway.Devices.Fleet;

/// <summary>What the fleet remembers of one machine. Every field is guarded by the lock of <see cref="FieldNews"/> unless it says
/// otherwise.</summary>
internal sealed class MachineSeat(int number, FleetGroup group, IMiner? miner)
{
    private readonly SteadyWatts _steady = new();
    private MachineTelemetry? _telemetry;

    /// <summary>Its number in the plant; never changes.</summary>
    public int Number { get; } = number;

    /// <summary>Its group; never changes.</summary>
    public FleetGroup Group { get; } = group;

    /// <summary>Itself; null where it has no place. Never changes; only the worker that holds the seat calls it.</summary>
    public IMiner? Miner { get; } = miner;

    /// <summary>How it is.</summary>
    public MachineSight Sight { get; set; }

    /// <summary>Takes what it answered for how it is.</summary>
    /// <param name="reading">The answer.</param>
    public void See(MinerReading reading)
    {
        var seen = MachineSight.Of(Group, reading);
        Sight = seen.Drawing(Group, _steady.Take(seen, Group.Modes[Group.NormalModeIndex].Power));
    }

    /// <summary>How the desk was told that it is.</summary>
    public MachineSight Told { get; set; }

    /// <summary>Whether it waits to be told to the desk.</summary>
    public bool IsNews { get; set; }

    /// <summary>Whether it answered when it was last asked.</summary>
    public bool IsAnswering { get; set; }

    /// <summary>Whether what it answered last was no answer of a machine.</summary>
    public bool IsHostile { get; set; }

    /// <summary>How often in a row it did not answer.</summary>
    public int Failures { get; set; }

    /// <summary>When it was heard last, or when the waiting for it began: a time stamp of the clock.</summary>
    public long HeardAt { get; set; }

    /// <summary>Whether its feed says that it is open.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Whether it may still be starting after its feed was closed, and so need not answer yet.</summary>
    public bool IsBooting { get; set; }

    /// <summary>The mode it ran in last; 0 where it was never seen running.</summary>
    public int LastModeIndex { get; set; }

    /// <summary>What it was told last and has not been seen to have done; null where there is nothing. Only the worker that holds the
    /// seat touches it, as the next.</summary>
    public ControlAction? Going { get; set; }

    /// <summary>How often it is still looked at out of turn while it is on its way.</summary>
    public int Looks { get; set; }

    /// <summary>What it said when it last answered; null where it never did. Under no lock: the worker that holds the seat puts a whole
    /// one in, anybody may look.</summary>
    public MachineTelemetry? Telemetry
    {
        get => Volatile.Read(ref _telemetry);
        set => Volatile.Write(ref _telemetry, value);
    }

    /// <summary>When it is asked next: a time stamp. Guarded by the lock of <see cref="FleetQueue"/>, as all that follows.</summary>
    public long DueAt { get; set; }

    /// <summary>Whether it stands in the queue to be asked.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether a worker holds it.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The command that waits for it.</summary>
    public MachineCommand? Waiting { get; set; }
}
