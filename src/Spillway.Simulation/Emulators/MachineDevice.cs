using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Spillway.Engine;

namespace Spillway.Simulation.Emulators;

/// <summary>A machine at an address, speaking its family's protocol.</summary>
public sealed class MachineDevice : IEmulatedDevice
{
    private readonly IEmulatedFamily _family;

    /// <summary>Lets a machine speak.</summary>
    /// <param name="family">How.</param>
    /// <param name="machine">Which machine.</param>
    public MachineDevice(IEmulatedFamily family, EmulatedMachine machine)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(machine);
        _family = family;
        Machine = machine;
    }

    /// <summary>The machine.</summary>
    public EmulatedMachine Machine { get; }

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports => _family.Ports;

    /// <inheritdoc/>
    public LineCondition Line => Machine.Line;

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedPort port, CancellationToken cancellation)
    {
        Invariant.Holds(_family is IRawFamily);
        return ((IRawFamily)_family).ServeAsync(connection, Machine, port, cancellation);
    }

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http)
    {
        Invariant.Holds(_family is IHttpFamily);
        return ((IHttpFamily)_family).AnswerAsync(http, Machine);
    }
}
