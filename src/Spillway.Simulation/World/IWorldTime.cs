using NodaTime;

namespace Spillway.Simulation.World;

/// <summary>What time it is in a served world. Any thread.</summary>
public interface IWorldTime
{
    /// <summary>What its clock shows. Never goes back by more than the threads that ask are apart.</summary>
    Instant Now { get; }

    /// <summary>How long the process has to wait until so much time has passed in the world.</summary>
    /// <param name="world">Time of the world.</param>
    /// <returns>Time of the process.</returns>
    Duration ToProcessTime(Duration world);
}
