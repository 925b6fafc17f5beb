using System.Collections.Immutable;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Simulation.Emulators.Modbus;

/// <summary>The registers of a meter, laid out by a register map. It refuses what real meters refuse: a read that touches a register
/// it does not have, that splits a number, or that is longer than it allows.</summary>
public sealed class MeterBank : IModbusBank
{
    private const int Phases = 3;

    private readonly MeterMap _map;
    private readonly IEmulatedMeter _meter;

    /// <summary>Lays a meter out.</summary>
    /// <param name="map">Where it keeps what.</param>
    /// <param name="meter">The meter.</param>
    public MeterBank(MeterMap map, IEmulatedMeter meter)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(meter);
        _map = map;
        _meter = meter;
    }

    /// <inheritdoc/>
    public ModbusAnswer Answer(byte unit, ModbusRequest request)
    {
        if (request.Function == ModbusFunction.Identify)
        {
            return Identification.Answer(request, _map.Name);
        }

        if (request.Function is not (ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters))
        {
            return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalFunction);
        }

        if (request.Quantity > _map.RegistersAtMost)
        {
            return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataValue);
        }

        var asked = new RegisterBlock(request.Function, request.Address, request.Quantity);
        var held = _map.Registers.Where(asked.Holds).ToImmutableArray();
        var touched = _map.Registers.Count(one => one.Function == asked.Function && one.Address < asked.Address + asked.Count && one.Address + one.Count > asked.Address);
        var missing = asked.Count - held.Sum(one => one.Count);
        if (held.IsEmpty || touched != held.Length || (missing > 0 && _map.GapAtMost == 0))
        {
            return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress);
        }

        var payload = new byte[asked.Count * sizeof(ushort)];
        var figures = _meter.Ask((meter, _) => Figures(meter));
        foreach (var register in held)
        {
            register.Write(figures[register.Quantity], payload.AsSpan((register.Address - asked.Address) * sizeof(ushort), register.Count * sizeof(ushort)));
        }

        return new(ModbusExceptionCode.None, payload);
    }

    private Dictionary<MeterQuantity, decimal> Figures(World.PhysicalMeter meter)
    {
        var power = _map.IsConsumptionNegative ? -meter.Power.Value : meter.Power.Value;
        var (imported, exported) = _map.IsConsumptionNegative ? (meter.ExportedEnergy, meter.ImportedEnergy) : (meter.ImportedEnergy, meter.ExportedEnergy);
        var volts = (decimal)meter.Build.VoltageVolts;
        var (current, ofVoltage, ofCurrent) = (meter.Current(Phases).Value, meter.VoltageDistortion.Value, meter.CurrentDistortion.Value);
        return new()
        {
            [MeterQuantity.Power] = power,
            [MeterQuantity.Power1] = power / Phases,
            [MeterQuantity.Power2] = power / Phases,
            [MeterQuantity.Power3] = power - (power / Phases * 2),
            [MeterQuantity.ImportedEnergy] = imported.Value,
            [MeterQuantity.ExportedEnergy] = exported.Value,
            [MeterQuantity.Voltage] = volts,
            [MeterQuantity.Voltage1] = volts,
            [MeterQuantity.Voltage2] = volts,
            [MeterQuantity.Voltage3] = volts,
            [MeterQuantity.Frequency] = (decimal)meter.Build.FrequencyHertz,
            [MeterQuantity.PowerFactor] = (decimal)meter.Build.PowerFactor,
            [MeterQuantity.Current] = current,
            [MeterQuantity.Current1] = current,
            [MeterQuantity.Current2] = current,
            [MeterQuantity.Current3] = current,
            [MeterQuantity.VoltageDistortion] = ofVoltage,
            [MeterQuantity.VoltageDistortion1] = ofVoltage,
            [MeterQuantity.VoltageDistortion2] = ofVoltage,
            [MeterQuantity.VoltageDistortion3] = ofVoltage,
            [MeterQuantity.CurrentDistortion] = ofCurrent,
            [MeterQuantity.CurrentDistortion1] = ofCurrent,
            [MeterQuantity.CurrentDistortion2] = ofCurrent,
            [MeterQuantity.CurrentDistortion3] = ofCurrent,
        };
    }
}
