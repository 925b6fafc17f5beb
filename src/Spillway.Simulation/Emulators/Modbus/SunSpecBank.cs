using System.Buffers.Binary;
using System.Collections.Immutable;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;
using Spillway.Devices.Wire.SunSpec;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Modbus;

/// <summary>The registers of a SunSpec meter: the device model, then one meter model, its scale factors chosen anew for each read.</summary>
public sealed class SunSpecBank : IModbusBank
{
    private const int DeviceLength = 66;
    private const int HeadRegisters = 2;
    private const int MeterAt = HeadRegisters + HeadRegisters + DeviceLength;
    private const int ScaleAtMost = 10;
    private const decimal MegaPer = 1_000_000;

    private static readonly ImmutableArray<SunSpecFigure> _voltages = [SunSpecFigure.Voltage1, SunSpecFigure.Voltage2, SunSpecFigure.Voltage3];
    private static readonly ImmutableArray<SunSpecFigure> _currents = [SunSpecFigure.Current1, SunSpecFigure.Current2, SunSpecFigure.Current3];

    private readonly int _start;
    private readonly ushort _model;
    private readonly IEmulatedMeter _meter;

    /// <summary>Lays a meter out.</summary>
    /// <param name="start">Where the map begins: 40000, 50000 or 0.</param>
    /// <param name="model">A meter model, 201 to 204 or 211 to 214.</param>
    /// <param name="meter">The meter.</param>
    public SunSpecBank(int start, ushort model, IEmulatedMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        _start = start;
        _model = model;
        _meter = meter;
    }

    private int MeterLength => SunSpecMap.IsFloatMeter(_model) ? SunSpecMap.FloatLength : SunSpecMap.IntegerLength;

    /// <inheritdoc/>
    public ModbusAnswer Answer(byte unit, ModbusRequest request)
    {
        if (request.Function != ModbusFunction.ReadHoldingRegisters)
        {
            return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalFunction);
        }

        var all = new byte[(MeterAt + HeadRegisters + MeterLength + HeadRegisters) * sizeof(ushort)];
        var first = request.Address - _start;
        if (first < 0 || first + request.Quantity > all.Length / sizeof(ushort))
        {
            return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress);
        }

        BinaryPrimitives.WriteUInt32BigEndian(all, SunSpecMap.Marker);
        Put(all, HeadRegisters, SunSpecMap.Device);
        Put(all, HeadRegisters + 1, DeviceLength);
        Put(all, MeterAt, _model);
        Put(all, MeterAt + 1, (ushort)MeterLength);
        Put(all, MeterAt + HeadRegisters + MeterLength, SunSpecMap.End);
        var model = all.AsMemory(MeterAt * sizeof(ushort));
        _meter.Ask((meter, _) => Fill(model, meter));
        return new(ModbusExceptionCode.None, all.AsMemory(first * sizeof(ushort), request.Quantity * sizeof(ushort)));
    }

    private bool Fill(Memory<byte> model, PhysicalMeter meter)
    {
        foreach (var (figure, value) in new (SunSpecFigure, decimal)[]
        {
            (SunSpecFigure.Power, meter.Power.Value * MegaPer),
            (SunSpecFigure.ImportedEnergy, meter.ImportedEnergy.Value * MegaPer),
            (SunSpecFigure.ExportedEnergy, meter.ExportedEnergy.Value * MegaPer),
            (SunSpecFigure.Voltage, (decimal)meter.Build.VoltageVolts),
            (SunSpecFigure.Frequency, (decimal)meter.Build.FrequencyHertz),
            (SunSpecFigure.PowerFactor, (decimal)meter.Build.PowerFactor * 100),
        })
        {
            Write(model.Span, figure, value);
        }

        var phases = SunSpecMap.Phases(_model);
        for (var index = 0; index < _voltages.Length; index++)
        {
            if (index < phases)
            {
                Write(model.Span, _voltages[index], (decimal)meter.Build.VoltageVolts);
                Write(model.Span, _currents[index], meter.Current(phases).Value);
            }
            else
            {
                Lack(model.Span, _voltages[index]);
                Lack(model.Span, _currents[index]);
            }
        }

        return true;
    }

    private void Write(Span<byte> model, SunSpecFigure figure, decimal value)
    {
        if (SunSpecMap.IsFloatMeter(_model))
        {
            RegisterCode.Write(RegisterType.F32, WordOrder.ABCD, value, model.Slice(SunSpecMap.InFloats(figure) * sizeof(ushort), sizeof(float)));
        }
        else
        {
            FillScaled(model, figure, value);
        }
    }

    // As the standard marks what a device does not have.
    private void Lack(Span<byte> model, SunSpecFigure figure)
    {
        if (SunSpecMap.IsFloatMeter(_model))
        {
            BinaryPrimitives.WriteSingleBigEndian(model[(SunSpecMap.InFloats(figure) * sizeof(ushort))..], float.NaN);
        }
        else
        {
            Put(model, SunSpecMap.InWholeNumbers(figure).Value, 0x8000);
        }
    }

    // The two energies share one scale factor, so it stays at 1 Wh for both; others take the finest that fits.
    private static void FillScaled(Span<byte> model, SunSpecFigure figure, decimal value)
    {
        var (at, scaleAt) = SunSpecMap.InWholeNumbers(figure);
        if (SunSpecMap.IsCounter(figure))
        {
            BinaryPrimitives.WriteUInt32BigEndian(model[(at * sizeof(ushort))..], unchecked((uint)(ulong)Math.Round(value)));
            Put(model, scaleAt, 0);
            return;
        }

        var scale = -2;
        value *= 100;
        while (Math.Abs(value) > short.MaxValue - 1 && scale < ScaleAtMost)
        {
            value /= 10;
            scale++;
        }

        Put(model, at, unchecked((ushort)(short)Math.Round(value)));
        Put(model, scaleAt, unchecked((ushort)(short)scale));
    }

    private static void Put(Span<byte> registers, int index, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(registers[(index * sizeof(ushort))..], value);
}
