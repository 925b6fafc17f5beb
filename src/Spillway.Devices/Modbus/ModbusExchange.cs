using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Modbus;

/// <summary>One request under way and the answer that is awaited.</summary>
internal sealed class ModbusExchange(byte unit, ModbusRequest request)
{
    // Completed on the connection's loop: the wait with its time limit, which always stands between, takes the caller off it.
    private readonly TaskCompletionSource<DeviceAnswer<ModbusPayload>> _answer = new();

    public Task<DeviceAnswer<ModbusPayload>> Answer => _answer.Task;

    public void Fail(DeviceFault fault) => _answer.TrySetResult(new(fault));

    /// <summary>Takes the frame that bears this exchange's number.</summary>
    /// <returns>Null where the frame is a proper answer, else what is wrong with it.</returns>
    public DeviceFault? Take(byte answering, ReadOnlyMemory<byte> body)
    {
        if (answering != unit)
        {
            return Malformed($"unit {answering} answered where unit {unit} was asked");
        }

        switch (ModbusAnswer.Read(request, body, out var answer))
        {
            case ModbusVerdict.Answered:
                _answer.TrySetResult(new(answer.Payload.IsEmpty ? ModbusPayload.Empty : new ModbusPayload(answer.Payload.ToArray())));
                return null;
            case ModbusVerdict.Excepted:
                _answer.TrySetResult(Excepted(answer.Exception));
                return null;
            case ModbusVerdict.WrongFunction:
                return Malformed($"function {body.Span[0]} was answered where {(int)request.Function} was asked");
            case ModbusVerdict.WrongLength:
                return Malformed($"an answer of {body.Length} bytes does not fit what was asked: function {(int)request.Function}, quantity {request.Quantity}");
            default:
                return Malformed($"the answer repeats another address or value than was written to {request.Address}");
        }
    }

    // 'Acknowledge' is a yes to something that takes long; nothing was read by it.
    private DeviceAnswer<ModbusPayload> Excepted(ModbusExceptionCode exception) =>
        exception == ModbusExceptionCode.Acknowledge && request.IsWrite ? new(ModbusPayload.Empty) : new(new DeviceFault(Kind(exception), Words(exception)));

    private static DeviceFaultKind Kind(ModbusExceptionCode exception) => exception switch
    {
        ModbusExceptionCode.IllegalFunction or ModbusExceptionCode.IllegalDataAddress => DeviceFaultKind.Unsupported,
        ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayTargetSilent => DeviceFaultKind.Unreachable,
        ModbusExceptionCode.Acknowledge => DeviceFaultKind.Late,
        _ => DeviceFaultKind.Refused,
    };

    private string Words(ModbusExceptionCode exception)
    {
        var what = exception switch
        {
            ModbusExceptionCode.IllegalFunction => "it does not know the function",
            ModbusExceptionCode.IllegalDataAddress => "it has no such address",
            ModbusExceptionCode.IllegalDataValue => "it does not allow the quantity or value",
            ModbusExceptionCode.DeviceFailure => "it failed or refused the command",
            ModbusExceptionCode.Acknowledge => "it needs longer",
            ModbusExceptionCode.Busy => "it is busy",
            ModbusExceptionCode.GatewayPathUnavailable => "the gateway has no way to the unit",
            ModbusExceptionCode.GatewayTargetSilent => "the unit behind the gateway is silent",
            _ => "it gives a reason of its own",
        };
        return $"Modbus exception {(int)exception} of unit {unit} to function {(int)request.Function}, address {request.Address}, quantity {request.Quantity}: {what}.";
    }

    private static DeviceFault Malformed(string what) => new(DeviceFaultKind.Malformed, $"Not a proper Modbus answer: {what}.");
}
