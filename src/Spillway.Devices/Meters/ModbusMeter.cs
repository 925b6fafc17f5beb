using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Meters;

/// <summary>A meter that keeps its figures where a register map says.</summary>
public sealed class ModbusMeter : IMeter
{
    // A model that lacks a block lacks it a second later too, and every request behind a gateway takes time from the reading of power.
    private const int RestReadings = 60;

    private const int SlowEvery = 10;

    private readonly ModbusClient _client;
    private readonly byte _unit;
    private readonly MeterMap _map;
    private readonly int[] _rests;
    private readonly MeterFigures _slow = new();

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

        // At most one slow block in a reading, as long as there are no more than ten.
        var slow = 0;
        _rests = [.. map.Blocks.Select(block => map.IsSlow(block) ? slow++ : 0)];
    }

    /// <inheritdoc/>
    public async ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation)
    {
        var figures = new MeterFigures();
        for (var index = 0; index < _rests.Length; index++)
        {
            if (_rests[index] > 0)
            {
                _rests[index]--;
                continue;
            }

            var block = _map.Blocks[index];
            var isSlow = _map.IsSlow(block);
            var answer = await _client.AskAsync(_unit, ModbusRequest.ReadRegisters(block.Function, block.Address, block.Count), cancellation).ConfigureAwait(false);
            if (answer.IsAnswered)
            {
                Fill(isSlow ? _slow : figures, block, answer.Value);
                _rests[index] = isSlow ? SlowEvery - 1 : 0;
            }
            else if (answer.Fault.Kind != DeviceFaultKind.Unsupported || TellsPower(block))
            {
                return new(answer.Fault);
            }
            else
            {
                _rests[index] = RestReadings;
                if (isSlow)
                {
                    Fill(_slow, block, null);
                }
            }
        }

        figures.Take(_slow);
        return new(figures.Reading(_map.IsConsumptionNegative));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    // Without a payload the block's figures are none.
    private void Fill(MeterFigures figures, RegisterBlock block, ModbusPayload? payload)
    {
        foreach (var register in _map.Registers)
        {
            if (block.Holds(register))
            {
                figures[register.Quantity] = payload is { } answer
                    ? register.Read(answer.Bytes.Span.Slice((register.Address - block.Address) * sizeof(ushort), register.Count * sizeof(ushort)))
                    : null;
            }
        }
    }

    // A model that lacks a voltage is still a meter; one that lacks its power is not.
    private bool TellsPower(RegisterBlock block) => _map.Registers.Any(register =>
        register.Quantity is MeterQuantity.Power or MeterQuantity.Power1 or MeterQuantity.Power2 or MeterQuantity.Power3 && block.Holds(register));
}
