using System.Collections.Immutable;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>One family under the compliance suite: its emulator, how the machine is built, and what its protocol cannot say.</summary>
/// <param name="Emulator">Serves the machine.</param>
/// <param name="Build">How it is built: give it every mode that the family declares.</param>
internal sealed record MinerCase(IEmulatedFamily Emulator, MachineBuild Build)
{
    /// <summary>What the family says on the wire to a stranger; recognised from these alone.</summary>
    public required Func<EmulatedStand, Task<IReadOnlyList<byte[]>>> Shows { get; init; }

    /// <summary>Whether watts are in its answers.</summary>
    public bool SaysPower { get; init; } = true;

    /// <summary>Whether temperatures and fans are in its answers.</summary>
    public bool SaysHeat { get; init; } = true;

    /// <summary>Whether its answers tell sleep from waking by a word.</summary>
    public bool SaysSleep { get; init; } = true;

    /// <summary>What this machine cannot do though its family declares it: the driver asks first and answers unsupported.</summary>
    public ImmutableArray<MinerAction> Lacks { get; init; } = [];

    /// <summary>The credential that opens the machine; null where the factory's does.</summary>
    public Credential? Right { get; init; }

    /// <summary>A credential that the machine refuses; null where it asks for none.</summary>
    public Credential? Wrong { get; init; }

    /// <summary>Whether its web ports speak TLS only, with a certificate that it made itself.</summary>
    public bool IsSecured { get; init; }

    /// <summary>Whether a reading needs the credential too.</summary>
    public bool LocksReading { get; init; }
}
