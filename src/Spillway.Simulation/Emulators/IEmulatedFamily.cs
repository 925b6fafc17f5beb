using System.Collections.Immutable;

namespace Spillway.Simulation.Emulators;

/// <summary>A maker's protocol family, served by <see cref="IRawFamily"/> or <see cref="IHttpFamily"/> or both. One instance serves
/// all machines of its family.</summary>
public interface IEmulatedFamily
{
    /// <summary>Its name, as the drivers have it.</summary>
    string Family { get; }

    /// <summary>Where its machines listen.</summary>
    ImmutableArray<EmulatedPort> Ports { get; }
}
