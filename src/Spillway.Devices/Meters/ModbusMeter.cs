using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Meters;

/// <summary>A meter that keeps its figures where a register map says.</summary>
public sealed class ModbusMeter : IMeter
{
    private readonly ModbusClient _client;
    private readonly byte _unit;
    private readonly MeterMap _map;

    /// <summary>Takes hold of a meter; nothing is sent before the first call on it.</summary>
    /// <param name="client">The line to it; disposed of with the meter.</param>
    /// <param name="unit">Device behind the line.</param>
    /// <param name="map">Where it keeps what.</param>
    public ModbusMeter(ModbusClient client, byte unit, MeterMap map)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(map);
        _client = client;
        _unit = unit;
        _map = map;
    }

    /// <inheritdoc/>
    public async ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation)
    {
        var figures = new MeterFigures();
        foreach (var block in _map.Blocks)
        {
            var answer = await _client.AskAsync(_unit, ModbusRequest.ReadRegisters(block.Function, block.Address, block.Count), cancellation).ConfigureAwait(false);
            if (answer.IsAnswered)
            {
                Fill(figures, block, answer.Value);
            }
            else if (answer.Fault.Kind != DeviceFaultKind.Unsupported || TellsPower(block))
            {
                return new(answer.Fault);
            }
        }

        return new(figures.Reading(_map.IsConsumptionNegative));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private void Fill(MeterFigures figures, RegisterBlock block, ModbusPayload payload)
    {
        foreach (var register in _map.Registers)
        {
            if (block.Holds(register))
            {
                var bytes = payload.Bytes.Span.Slice((register.Address - block.Address) * sizeof(ushort), register.Count * sizeof(ushort));
                figures[register.Quantity] = register.Read(bytes);
            }
        }
    }

    // A model that lacks a voltage is still a meter; one that lacks its power is not.
    private bool TellsPower(RegisterBlock block) => _map.Registers.Any(register =>
        register.Quantity is MeterQuantity.Power or MeterQuantity.Power1 or MeterQuantity.Power2 or MeterQuantity.Power3 && block.Holds(register));
}
