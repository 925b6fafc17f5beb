using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>The desk's process is killed: nothing of it runs any further. Thrown through the loop as the kernel would end it,
/// between two of its edges.</summary>
public sealed class DeskKilledException : Exception
{
    /// <summary>Kills the desk.</summary>
    /// <param name="at">When.</param>
    /// <param name="back">When it is started again.</param>
    public DeskKilledException(Instant at, Instant back)
        : base($"killed at {at}")
    {
        At = at;
        Back = back;
    }

    /// <summary>When.</summary>
    public Instant At { get; }

    /// <summary>When it is started again.</summary>
    public Instant Back { get; }
}
