using System.Collections.Immutable;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>An answer to one command, before it is written.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Sections">What follows it; nothing after an error.</param>
internal sealed record CgminerReply(CgminerStatus Status, params ImmutableArray<CgminerSection> Sections)
{
    public static CgminerReply Of(int code, string message, params ImmutableArray<CgminerSection> sections) => new(new('S', code, message), sections);

    public static CgminerReply No(int code, string message) => new(new CgminerStatus('E', code, message));
}
