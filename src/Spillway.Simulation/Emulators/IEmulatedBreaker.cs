using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>A breaker as its protocol sees it: under the world's clock. Any thread.</summary>
public interface IEmulatedBreaker
{
    /// <summary>How the line to it is now.</summary>
    LineCondition Line { get; }

    /// <summary>Does something to it, or reads it; one at a time.</summary>
    /// <typeparam name="T">What is learnt.</typeparam>
    /// <param name="ask">What is done with the breaker and the time; it must not keep the breaker.</param>
    /// <returns>What was learnt.</returns>
    T Ask<T>(Func<PhysicalBreaker, Instant, T> ask);
}
