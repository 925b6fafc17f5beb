using System.Buffers.Binary;
using NodaTime;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Modbus;
using Spillway.Engine;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Modbus;

/// <summary>The coils, inputs and registers of a module that a breaker hangs on, laid out by a wiring.</summary>
/// <remarks>A coil is taken whatever the breaker makes of it: only its contacts tell. A command acts when it comes, not while it
/// stays, so that a close that is held does not close again after a trip.</remarks>
public sealed class BreakerBank : IModbusBank
{
    private const int BitsOfAModule = 8;

    private readonly BreakerWiring _wiring;
    private readonly IEmulatedBreaker _breaker;
    private readonly Dictionary<int, bool> _coils = [];
    private readonly Dictionary<int, ushort> _registers = [];
    private readonly int _coilCount;
    private readonly int _inputCount;

    /// <summary>Lays a breaker out.</summary>
    /// <param name="wiring">How it hangs on its module, addresses of its channel filled in.</param>
    /// <param name="breaker">The breaker.</param>
    public BreakerBank(BreakerWiring wiring, IEmulatedBreaker breaker)
    {
        ArgumentNullException.ThrowIfNull(wiring);
        ArgumentNullException.ThrowIfNull(breaker);
        _wiring = wiring;
        _breaker = breaker;
        _coilCount = Most(Writes(BreakerWriteKind.Coil).Select(write => write.Address).Concat(Points(ModbusFunction.ReadCoils).Select(point => point.Address)));
        _inputCount = Most(Points(ModbusFunction.ReadDiscreteInputs).Select(point => point.Address));
        if (wiring.Close is { Kind: BreakerWriteKind.Coil, PulseMilliseconds: null } close)
        {
            _coils[close.Address] = close.Value != 0;
        }
    }

    /// <inheritdoc/>
    public ModbusAnswer Answer(byte unit, ModbusRequest request) =>
        request.Function == ModbusFunction.Identify ? Identification.Answer(request, _wiring.Name) : _breaker.Ask((breaker, now) => Answer(breaker, now, request));

    private static int Most(IEnumerable<int> addresses) => addresses.Select(address => ((address / BitsOfAModule) + 1) * BitsOfAModule).DefaultIfEmpty(0).Max();

    private IEnumerable<(BreakerOrder Order, BreakerWrite Write)> Commands()
    {
        yield return (BreakerOrder.Open, _wiring.Open);
        if (_wiring.Close is { } close)
        {
            yield return (BreakerOrder.Close, close);
        }

        if (_wiring.Trip is { } trip)
        {
            yield return (BreakerOrder.Trip, trip);
        }
    }

    private IEnumerable<BreakerWrite> Writes(BreakerWriteKind kind) => Commands().Select(command => command.Write).Where(write => write.Kind == kind);

    private IEnumerable<BreakerPoint> Points(ModbusFunction function) => _wiring.Points.Where(point => point.Function == function);

    private ModbusAnswer Answer(PhysicalBreaker breaker, Instant now, ModbusRequest request) => request.Function switch
    {
        ModbusFunction.ReadCoils => Bits(breaker, request, _coilCount),
        ModbusFunction.ReadDiscreteInputs => Bits(breaker, request, _inputCount),
        ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters => Registers(breaker, request),
        ModbusFunction.WriteCoil or ModbusFunction.WriteCoils => SetCoils(breaker, now, request),
        _ => SetRegisters(breaker, now, request),
    };

    private ModbusAnswer Bits(PhysicalBreaker breaker, in ModbusRequest request, int count)
    {
        if (request.Address + request.Quantity > count)
        {
            return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress);
        }

        var payload = new byte[ModbusRequest.BitBytes(request.Quantity)];
        for (var index = 0; index < request.Quantity; index++)
        {
            if (Bit(breaker, request.Function, request.Address + index))
            {
                payload[index / 8] |= (byte)(1 << (index % 8));
            }
        }

        return new(ModbusExceptionCode.None, payload);
    }

    private bool Bit(PhysicalBreaker breaker, ModbusFunction function, int address)
    {
        foreach (var point in Points(function))
        {
            if (point.Address == address)
            {
                return point.Told(0, Tells(breaker, point)) != 0;
            }
        }

        return function == ModbusFunction.ReadCoils && _coils.GetValueOrDefault(address) && !breaker.IsStarved;
    }

    private ModbusAnswer Registers(PhysicalBreaker breaker, in ModbusRequest request)
    {
        var payload = new byte[request.Quantity * sizeof(ushort)];
        for (var index = 0; index < request.Quantity; index++)
        {
            var address = request.Address + index;
            var points = Points(request.Function).Where(point => point.Address == address).ToList();
            if (points.Count == 0 && !_registers.ContainsKey(address) && !IsWritten(address))
            {
                return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress);
            }

            var value = points.Aggregate(_registers.GetValueOrDefault(address), (raw, point) => point.Told(raw, Tells(breaker, point)));
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(index * sizeof(ushort)), value);
        }

        return new(ModbusExceptionCode.None, payload);
    }

    private bool IsWritten(int address) =>
        _wiring.Watchdog?.Address == address
        || Writes(BreakerWriteKind.Register).Any(write => write.Address == address)
        || (Writes(BreakerWriteKind.SchneiderCommand).Any() && address is SchneiderBlock.ResultAddress or SchneiderBlock.ResultAddress + 1);

    // Where one contact alone is wired it has no word for 'on its way': it moves when the main contacts do.
    private bool Tells(PhysicalBreaker breaker, BreakerPoint point)
    {
        var isClosed = breaker.Position == ContactPosition.Closed
            || (breaker.Position == ContactPosition.Travelling && (_wiring.Opened is null || _wiring.Closed is null) && breaker.IsLive);
        return point == _wiring.Closed ? isClosed
            : point == _wiring.Opened ? !isClosed && (breaker.Position != ContactPosition.Travelling || _wiring.Closed is null)
            : point == _wiring.Tripped ? breaker.Position == ContactPosition.Tripped
            : point == _wiring.Interlocked ? breaker.IsInterlocked
            : point == _wiring.Remote ? breaker.IsRemote
            : breaker.Position == ContactPosition.Withdrawn;
    }

    private ModbusAnswer SetCoils(PhysicalBreaker breaker, Instant now, in ModbusRequest request)
    {
        if (request.Address + request.Quantity > _coilCount)
        {
            return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress);
        }

        for (var index = 0; index < request.Quantity; index++)
        {
            var (address, isOn) = (request.Address + index, request.Bit(index));
            var isNew = _coils.GetValueOrDefault(address) != isOn;
            _coils[address] = isOn;
            foreach (var (order, write) in Commands())
            {
                if (write.Kind == BreakerWriteKind.Coil && write.Address == address && (write.Value != 0) == isOn && (isNew || write.PulseMilliseconds is null))
                {
                    breaker.Tell(order, now);
                }
            }
        }

        return default;
    }

    private ModbusAnswer SetRegisters(PhysicalBreaker breaker, Instant now, in ModbusRequest request)
    {
        if (request.Address == SchneiderBlock.CommandAddress && Writes(BreakerWriteKind.SchneiderCommand).Any())
        {
            return SetCommand(breaker, now, request);
        }

        for (var index = 0; index < request.Quantity; index++)
        {
            if (!IsWritten(request.Address + index))
            {
                return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress);
            }
        }

        for (var index = 0; index < request.Quantity; index++)
        {
            if (!SetRegister(breaker, now, request.Address + index, request.Register(index)))
            {
                return ModbusAnswer.Refusal(ModbusExceptionCode.DeviceFailure);
            }
        }

        return default;
    }

    private bool SetRegister(PhysicalBreaker breaker, Instant now, int address, ushort value)
    {
        var isNew = _registers.GetValueOrDefault(address) != value;
        _registers[address] = value;
        if (_wiring.Watchdog?.Address == address)
        {
            return !isNew || value == 0 || breaker.FeedWatchdog(now);
        }

        foreach (var (order, write) in Commands())
        {
            if (write.Kind == BreakerWriteKind.Register && write.Address == address && write.Value == value)
            {
                return breaker.Tell(order, now);
            }
        }

        return true;
    }

    private ModbusAnswer SetCommand(PhysicalBreaker breaker, Instant now, in ModbusRequest request)
    {
        const ushort Refused = 0x1201;
        Invariant.Holds(request.Quantity >= 1);
        var code = request.Register(0);
        var order = Commands().Where(command => command.Write.Value == code).Select(command => (BreakerOrder?)command.Order).FirstOrDefault();
        var isDone = request.Quantity == SchneiderBlock.CommandRegisters && order is { } known && breaker.Tell(known, now);
        _registers[SchneiderBlock.ResultAddress] = code;
        _registers[SchneiderBlock.ResultAddress + 1] = isDone ? (ushort)0 : Refused;
        return default;
    }
}
