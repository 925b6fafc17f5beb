using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;

namespace Spillway.Simulation.Emulators.WhatsMiner;

/// <summary>WhatsMiner: the older API for everybody, the newer one on firmware of November 2024 and later, whose older API only
/// reports.</summary>
public sealed class WhatsMinerFamily : IRawFamily
{
    private const int OlderPort = 4028;
    private const int NewerPort = 4433;

    /// <inheritdoc/>
    public string Family => "whatsminer";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(OlderPort, EmulatedWire.Raw), new(NewerPort, EmulatedWire.Raw)];

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedMachine machine, EmulatedPort port, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(port);
        var firmware = WhatsMinerFirmware.Of(machine.Build);
        var memory = machine.Remember(() => new WhatsMinerMemory(machine.Identity.Serial));
        return port.Standard == OlderPort ? new OlderConversation(machine, firmware, memory).ServeAsync(connection, cancellation)
            : firmware.IsNewer ? new NewerConversation(machine, firmware, memory).ServeAsync(connection, cancellation)
            : Task.CompletedTask;
    }
}
