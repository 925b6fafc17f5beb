using NodaTime;

namespace Spillway.Simulation.Emulators.Proto;

/// <summary>What one rig remembers.</summary>
internal sealed class ProtoMemory(string serial)
{
    public TokenBook Tokens { get; } = new($"{serial}/proto", Duration.FromHours(1));

    /// <summary>Whether a fleet's curtailment stopped it, and not a person.</summary>
    public bool IsCurtailed { get; set; }
}
