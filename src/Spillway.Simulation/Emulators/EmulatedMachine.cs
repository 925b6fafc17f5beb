using NodaTime;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>A machine as its protocol sees it: the physics under the world's clock, and what its firmware remembers.</summary>
public sealed class EmulatedMachine
{
    private readonly PhysicalMachine _physics;
    private readonly IWorldTime _time;
    private object? _memory;

    /// <summary>Puts a machine under a clock.</summary>
    /// <param name="physics">The machine.</param>
    /// <param name="time">The time of its world.</param>
    public EmulatedMachine(PhysicalMachine physics, IWorldTime time)
    {
        ArgumentNullException.ThrowIfNull(physics);
        ArgumentNullException.ThrowIfNull(time);
        _physics = physics;
        _time = time;
    }

    /// <summary>How it is built.</summary>
    public MachineBuild Build => _physics.Build;

    /// <summary>Which one it is.</summary>
    public MachineIdentity Identity => _physics.Identity;

    /// <summary>What the clock of its world shows.</summary>
    public Instant Now => _time.Now;

    /// <summary>How the line to it is now.</summary>
    public LineCondition Line
    {
        get
        {
            var now = _time.Now;
            var (isAnswering, faults) = _physics.Reachability(now);
            var delay = (faults & MachineFaults.Slow) != 0 ? _time.ToProcessTime(_physics.Slowness(now)) : Duration.Zero;
            return new(isAnswering, delay, (faults & MachineFaults.Drops) != 0, (faults & MachineFaults.Malformed) != 0);
        }
    }

    /// <summary>How it is now.</summary>
    /// <returns>A snapshot.</returns>
    public MachineSnapshot Look() => _physics.Look(_time.Now);

    /// <summary>Tells it something.</summary>
    /// <param name="instruction">What.</param>
    /// <returns>What it answers.</returns>
    public InstructionAnswer Tell(MachineInstruction instruction) => _physics.Tell(instruction, _time.Now);

    /// <summary>What the firmware remembers beyond the physics: sessions, tokens, pools. Made when it is first asked for, so that a
    /// machine nobody talks to costs nothing; a family has one such type and sees to its own locking.</summary>
    /// <typeparam name="T">The family's type.</typeparam>
    /// <param name="make">Makes the first.</param>
    /// <returns>The machine's own.</returns>
    public T Remember<T>(Func<T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        return (T)(Volatile.Read(ref _memory) ?? Interlocked.CompareExchange(ref _memory, make(), null) ?? _memory);
    }
}
