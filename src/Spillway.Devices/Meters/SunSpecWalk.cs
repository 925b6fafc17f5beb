using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;
using Spillway.Devices.Wire.SunSpec;

namespace Spillway.Devices.Meters;

/// <summary>Finds the meter model in a SunSpec map and reads it.</summary>
/// <param name="ask">Asks the device.</param>
/// <param name="isConsumptionNegative">Whether consumption reads negative.</param>
internal sealed class SunSpecWalk(Func<ModbusRequest, CancellationToken, ValueTask<DeviceAnswer<ModbusPayload>>> ask, bool isConsumptionNegative)
{
    private const int ModelsAtMost = 64;
    private const int HeadRegisters = 2;
    private const int ScaleAtMost = 10;
    private const int Addresses = 65_536;
    private const decimal PerMega = 0.000001m;

    private (int Address, ushort Model)? _found;

    public async ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation)
    {
        if (_found is null && await FindAsync(cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        var (address, model) = _found!.Value;
        var answer = await ReadAsync(address, Registers(model), cancellation).ConfigureAwait(false);
        if (!answer.IsAnswered || answer.Value.Register(0) != model)
        {
            // Another firmware may lay its map out anew.
            _found = null;
            return new(answer.Fault ?? new DeviceFault(DeviceFaultKind.Malformed, $"The SunSpec model at {address} is no longer {model}; it is looked for anew."));
        }

        return new(SunSpecMap.IsFloatMeter(model) ? Floats(answer.Value) : Integers(answer.Value));
    }

    // Of a float model one register more than a read can give, and nothing that is used.
    private static int Registers(ushort model) =>
        Math.Min(HeadRegisters + (SunSpecMap.IsFloatMeter(model) ? SunSpecMap.FloatLength : SunSpecMap.IntegerLength), ModbusRequest.RegistersAtMost);

    private ValueTask<DeviceAnswer<ModbusPayload>> ReadAsync(int address, int count, CancellationToken cancellation) =>
        ask(ModbusRequest.ReadRegisters(ModbusFunction.ReadHoldingRegisters, address, count), cancellation);

    // A start that the device refuses to read is one where no map begins; a silent device is none.
    private async ValueTask<DeviceFault?> FindAsync(CancellationToken cancellation)
    {
        foreach (var start in SunSpecMap.Starts)
        {
            var answer = await ReadAsync(start, HeadRegisters, cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                if (answer.Fault.Kind is DeviceFaultKind.Unsupported or DeviceFaultKind.Refused)
                {
                    continue;
                }

                return answer.Fault;
            }

            if (Long(answer.Value, 0) == SunSpecMap.Marker)
            {
                return await WalkAsync(start + HeadRegisters, cancellation).ConfigureAwait(false);
            }
        }

        return new(DeviceFaultKind.Unsupported, $"No SunSpec map begins at {string.Join(", ", SunSpecMap.Starts)}.");
    }

    private async ValueTask<DeviceFault?> WalkAsync(int address, CancellationToken cancellation)
    {
        for (var count = 0; count < ModelsAtMost && address + HeadRegisters <= ushort.MaxValue; count++)
        {
            var answer = await ReadAsync(address, HeadRegisters, cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                return answer.Fault;
            }

            var (model, length) = (answer.Value.Register(0), answer.Value.Register(1));
            if (model == SunSpecMap.End)
            {
                break;
            }

            var isInteger = SunSpecMap.IsIntegerMeter(model) && length >= SunSpecMap.IntegerLength;
            var isFloat = SunSpecMap.IsFloatMeter(model) && length >= SunSpecMap.FloatLength;
            if ((isInteger || isFloat) && address + Registers(model) <= Addresses)
            {
                _found = (address, model);
                return null;
            }

            address += HeadRegisters + length;
        }

        return new(DeviceFaultKind.Unsupported, "The SunSpec map has no meter model (201 to 204, 211 to 214).");
    }

    private MeterReading Integers(ModbusPayload model)
    {
        decimal? Scaled(SunSpecFigure figure)
        {
            var (value, scale) = SunSpecMap.InWholeNumbers(figure);
            var factor = unchecked((short)model.Register(scale));
            decimal? raw = SunSpecMap.IsCounter(figure) ? Counter(model, value) : Signed(model.Register(value));
            return raw is { } number && Math.Abs((int)factor) <= ScaleAtMost ? number * PowerOfTen(factor) : null;
        }

        return Reading(Scaled);
    }

    private MeterReading Floats(ModbusPayload model) => Reading(figure =>
        RegisterCode.Read(RegisterType.F32, WordOrder.ABCD, model.Bytes.Span.Slice(SunSpecMap.InFloats(figure) * sizeof(ushort), sizeof(float))));

    private MeterReading Reading(Func<SunSpecFigure, decimal?> figure)
    {
        var figures = new MeterFigures
        {
            [MeterQuantity.Power] = figure(SunSpecFigure.Power) * PerMega,
            [MeterQuantity.ImportedEnergy] = figure(SunSpecFigure.ImportedEnergy) * PerMega,
            [MeterQuantity.ExportedEnergy] = figure(SunSpecFigure.ExportedEnergy) * PerMega,
            [MeterQuantity.Voltage] = figure(SunSpecFigure.Voltage),
            [MeterQuantity.Frequency] = figure(SunSpecFigure.Frequency),
            [MeterQuantity.PowerFactor] = AsRatio(figure(SunSpecFigure.PowerFactor)),
            [MeterQuantity.Voltage1] = figure(SunSpecFigure.Voltage1),
            [MeterQuantity.Voltage2] = figure(SunSpecFigure.Voltage2),
            [MeterQuantity.Voltage3] = figure(SunSpecFigure.Voltage3),
            [MeterQuantity.Current1] = figure(SunSpecFigure.Current1),
            [MeterQuantity.Current2] = figure(SunSpecFigure.Current2),
            [MeterQuantity.Current3] = figure(SunSpecFigure.Current3),
        };
        return figures.Reading(isConsumptionNegative);
    }

    // The model says percent; some devices tell a ratio, which no percentage of a running site is as small as.
    private static decimal? AsRatio(decimal? factor) => factor is > 1 or < -1 ? factor / 100 : factor;

    private static decimal? Signed(ushort raw) => raw == 0x8000 ? null : unchecked((short)raw);

    // A counter that stands at 0 is one that the device does not have.
    private static decimal? Counter(ModbusPayload model, int index) => Long(model, index) is var count and not 0 ? count : null;

    private static uint Long(ModbusPayload payload, int index) => ((uint)payload.Register(index) << 16) | payload.Register(index + 1);

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var count = 0; count < Math.Abs(exponent); count++)
        {
            power *= 10;
        }

        return exponent < 0 ? 1 / power : power;
    }
}
