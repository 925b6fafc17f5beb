using NodaTime;

namespace Spillway.Simulation.Emulators.VNish;

/// <summary>What one machine with VNish remembers.</summary>
internal sealed class VNishMemory(string serial)
{
    public TokenBook Tokens { get; } = new($"{serial}/vnish", Duration.FromMinutes(30));

    /// <summary>The preset that is set; null for none, which is the mode as built.</summary>
    public string? Preset { get; set; }

    /// <summary>Whether the preset waits for the next start of the mining program.</summary>
    public bool MustRestart { get; set; }
}
