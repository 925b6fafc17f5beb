using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>A meter as its protocol sees it: under the world's clock, measured anew each time it is read. Any thread.</summary>
public interface IEmulatedMeter
{
    /// <summary>Reads it; one at a time.</summary>
    /// <typeparam name="T">What is learnt.</typeparam>
    /// <param name="ask">What is read from the meter at the time; it must not keep the meter.</param>
    /// <returns>What was learnt.</returns>
    T Ask<T>(Func<PhysicalMeter, Instant, T> ask);
}
