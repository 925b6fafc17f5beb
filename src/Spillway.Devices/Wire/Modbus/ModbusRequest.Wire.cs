using System.Buffers.Binary;

namespace Spillway.Devices.Wire.Modbus;

/// <summary>The request as bytes.</summary>
public readonly partial record struct ModbusRequest
{
    /// <summary>Writes the whole message.</summary>
    /// <param name="frame">Where to; 260 bytes are always enough.</param>
    /// <param name="transaction">Number that the answer repeats.</param>
    /// <param name="unit">Device behind the connection.</param>
    /// <returns>How many bytes were written.</returns>
    public int Write(Span<byte> frame, ushort transaction, byte unit)
    {
        var body = frame[ModbusHeader.Bytes..];
        body[0] = (byte)Function;
        var bytes = Function == ModbusFunction.Identify ? WriteIdentify(body) : WriteAddressed(body);
        new ModbusHeader(transaction, unit, bytes).Write(frame);
        return ModbusHeader.Bytes + bytes;
    }

    private int WriteIdentify(Span<byte> body)
    {
        body[1] = EncapsulatedKind;
        body[2] = (byte)Quantity;
        body[3] = (byte)Address;
        return 4;
    }

    private int WriteAddressed(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt16BigEndian(body[1..], Address);
        if (Function is ModbusFunction.WriteCoil or ModbusFunction.WriteRegister)
        {
            Payload.Span.CopyTo(body[3..]);
            return 5;
        }

        BinaryPrimitives.WriteUInt16BigEndian(body[3..], (ushort)Quantity);
        if (!IsWrite)
        {
            return 5;
        }

        body[5] = (byte)Payload.Length;
        Payload.Span.CopyTo(body[6..]);
        return 6 + Payload.Length;
    }

    /// <summary>Reads a request as a server does: the function first, then lengths and values, then the addresses.</summary>
    /// <param name="body">Function code and what belongs to it, at most 253 bytes.</param>
    /// <param name="request">What is asked for; its payload is a part of <paramref name="body"/>.</param>
    /// <returns>The exception to answer with; <see cref="ModbusExceptionCode.None"/> for a proper request.</returns>
    public static ModbusExceptionCode Read(ReadOnlyMemory<byte> body, out ModbusRequest request)
    {
        request = default;
        if (body.IsEmpty || !Enum.IsDefined((ModbusFunction)body.Span[0]))
        {
            return ModbusExceptionCode.IllegalFunction;
        }

        var function = (ModbusFunction)body.Span[0];
        var isShaped = function == ModbusFunction.Identify ? TryReadIdentify(body.Span, out request) : TryReadAddressed(function, body, out request);
        if (!isShaped)
        {
            return function == ModbusFunction.Identify && body.Length > 1 && body.Span[1] != EncapsulatedKind
                ? ModbusExceptionCode.IllegalFunction
                : ModbusExceptionCode.IllegalDataValue;
        }

        return request.Fault();
    }

    private static bool TryReadIdentify(ReadOnlySpan<byte> body, out ModbusRequest request)
    {
        request = default;
        if (body.Length != 4 || body[1] != EncapsulatedKind)
        {
            return false;
        }

        request = new(ModbusFunction.Identify, body[3], body[2], default);
        return true;
    }

    private static bool TryReadAddressed(ModbusFunction function, ReadOnlyMemory<byte> body, out ModbusRequest request)
    {
        request = default;
        if (body.Length < 5)
        {
            return false;
        }

        var address = BinaryPrimitives.ReadUInt16BigEndian(body.Span[1..]);
        int quantity = BinaryPrimitives.ReadUInt16BigEndian(body.Span[3..]);
        switch (function)
        {
            case ModbusFunction.WriteCoil:
                request = new(function, address, 1, body[3..]);
                return body.Length == 5 && quantity is On or 0;
            case ModbusFunction.WriteRegister:
                request = new(function, address, 1, body[3..]);
                return body.Length == 5;
            case ModbusFunction.WriteCoils or ModbusFunction.WriteRegisters:
                var bytes = function == ModbusFunction.WriteCoils ? BitBytes(quantity) : quantity * sizeof(ushort);
                if (body.Length < 6 || body.Span[5] != bytes || body.Length != 6 + bytes)
                {
                    return false;
                }

                request = new(function, address, quantity, body[6..]);
                return true;
            default:
                request = new(function, address, quantity, default);
                return body.Length == 5;
        }
    }
}
