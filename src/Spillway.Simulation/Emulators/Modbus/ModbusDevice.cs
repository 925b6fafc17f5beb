using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Spillway.Simulation.Emulators.Modbus;

/// <summary>A Modbus device at an address.</summary>
public sealed class ModbusDevice : IEmulatedDevice
{
    private const int StandardPort = 502;

    private readonly IModbusBank _bank;
    private readonly Func<LineCondition> _line;

    /// <summary>Lets a bank speak.</summary>
    /// <param name="bank">What is served.</param>
    /// <param name="line">How its line is just now.</param>
    public ModbusDevice(IModbusBank bank, Func<LineCondition> line)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(line);
        _bank = bank;
        _line = line;
    }

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(StandardPort, EmulatedWire.Raw)];

    /// <inheritdoc/>
    public LineCondition Line => _line();

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedPort port, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return ModbusServing.ServeAsync(connection.Transport, _bank, () => _line().IsAnswering, cancellation);
    }

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
