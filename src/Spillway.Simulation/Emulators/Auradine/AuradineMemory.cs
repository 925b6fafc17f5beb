using NodaTime;

namespace Spillway.Simulation.Emulators.Auradine;

/// <summary>What one Auradine remembers.</summary>
internal sealed class AuradineMemory(string serial)
{
    public TokenBook Tokens { get; } = new($"{serial}/auradine", Duration.FromMinutes(30));
}
