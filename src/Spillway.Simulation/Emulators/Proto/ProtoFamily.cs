using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Spillway.Simulation.Emulators.Proto;

/// <summary>The Proto rig: REST with a bearer token.</summary>
public sealed class ProtoFamily : IHttpFamily
{
    /// <inheritdoc/>
    public string Family => "proto";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(80, EmulatedWire.Http)];

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http, EmulatedMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return new ProtoEmulator(http, machine, machine.Remember(() => new ProtoMemory(machine.Identity.Serial))).AnswerAsync();
    }
}
