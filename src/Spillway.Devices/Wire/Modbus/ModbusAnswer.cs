using System.Buffers.Binary;

namespace Spillway.Devices.Wire.Modbus;

/// <summary>What a server answers.</summary>
/// <param name="Exception">Why it did not do what it was asked; <see cref="ModbusExceptionCode.None"/> where it did.</param>
/// <param name="Payload">What was read, as it stands on the wire; empty for writes.</param>
public readonly record struct ModbusAnswer(ModbusExceptionCode Exception, ReadOnlyMemory<byte> Payload)
{
    private const int ExceptionFlag = 0x80;

    /// <summary>A refusal.</summary>
    /// <param name="exception">Why.</param>
    /// <returns>The answer.</returns>
    public static ModbusAnswer Refusal(ModbusExceptionCode exception) => new(exception, default);

    /// <summary>Writes the whole message that answers a request.</summary>
    /// <param name="frame">Where to; 260 bytes are always enough.</param>
    /// <param name="header">The header of the request.</param>
    /// <param name="body">The body of the request: writes are answered by repeating it.</param>
    /// <returns>How many bytes were written.</returns>
    public int Write(Span<byte> frame, ModbusHeader header, ReadOnlySpan<byte> body)
    {
        var to = frame[ModbusHeader.Bytes..];
        to[0] = body[0];
        var bytes = 2;
        if (Exception != ModbusExceptionCode.None)
        {
            to[0] |= ExceptionFlag;
            to[1] = (byte)Exception;
        }
        else if ((ModbusFunction)body[0] == ModbusFunction.Identify)
        {
            to[1] = body[1];
            Payload.Span.CopyTo(to[2..]);
            bytes = 2 + Payload.Length;
        }
        else if ((ModbusFunction)body[0] is ModbusFunction.WriteCoil or ModbusFunction.WriteRegister or ModbusFunction.WriteCoils or ModbusFunction.WriteRegisters)
        {
            body[..5].CopyTo(to);
            bytes = 5;
        }
        else
        {
            to[1] = (byte)Payload.Length;
            Payload.Span.CopyTo(to[2..]);
            bytes = 2 + Payload.Length;
        }

        (header with { BodyBytes = bytes }).Write(frame);
        return ModbusHeader.Bytes + bytes;
    }

    /// <summary>Holds the body of an answer against what was asked.</summary>
    /// <param name="asked">The request.</param>
    /// <param name="body">Function code and what belongs to it.</param>
    /// <param name="answer">What it says; its payload is a part of <paramref name="body"/>.</param>
    /// <returns>Whether it is a proper answer to that request.</returns>
    public static ModbusVerdict Read(in ModbusRequest asked, ReadOnlyMemory<byte> body, out ModbusAnswer answer)
    {
        answer = default;
        var bytes = body.Span;
        if (bytes.IsEmpty || (bytes[0] & ~ExceptionFlag) != (int)asked.Function)
        {
            return ModbusVerdict.WrongFunction;
        }

        if ((bytes[0] & ExceptionFlag) != 0)
        {
            if (bytes.Length != 2 || bytes[1] == 0)
            {
                return ModbusVerdict.WrongLength;
            }

            answer = Refusal((ModbusExceptionCode)bytes[1]);
            return ModbusVerdict.Excepted;
        }

        return asked.IsWrite ? CheckEcho(asked, bytes)
            : asked.Function == ModbusFunction.Identify ? ReadIdentity(body, out answer)
            : ReadPayload(asked, body, out answer);
    }

    /// <summary>A bit of what was read.</summary>
    /// <param name="index">Which of those asked for, from 0.</param>
    /// <returns>What it is.</returns>
    public bool Bit(int index) => (Payload.Span[index / 8] >> (index % 8) & 1) != 0;

    /// <summary>A register of what was read.</summary>
    /// <param name="index">Which of those asked for, from 0.</param>
    /// <returns>What it holds.</returns>
    public ushort Register(int index) => BinaryPrimitives.ReadUInt16BigEndian(Payload.Span[(index * sizeof(ushort))..]);

    private static ModbusVerdict CheckEcho(in ModbusRequest asked, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 5)
        {
            return ModbusVerdict.WrongLength;
        }

        var second = BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);
        var expected = asked.Function is ModbusFunction.WriteCoil or ModbusFunction.WriteRegister ? asked.Register(0) : asked.Quantity;
        return BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]) == asked.Address && second == expected
            ? ModbusVerdict.Answered
            : ModbusVerdict.WrongEcho;
    }

    private static ModbusVerdict ReadPayload(in ModbusRequest asked, ReadOnlyMemory<byte> body, out ModbusAnswer answer)
    {
        var expected = asked.Function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs
            ? ModbusRequest.BitBytes(asked.Quantity)
            : asked.Quantity * sizeof(ushort);
        answer = default;
        if (body.Length != 2 + expected || body.Span[1] != expected)
        {
            return ModbusVerdict.WrongLength;
        }

        answer = new(ModbusExceptionCode.None, body[2..]);
        return ModbusVerdict.Answered;
    }

    private static ModbusVerdict ReadIdentity(ReadOnlyMemory<byte> body, out ModbusAnswer answer)
    {
        answer = default;
        if (body.Length < 2 || body.Span[1] != 14 || !ModbusIdentity.TryRead(body[2..].Span, out _))
        {
            return ModbusVerdict.WrongLength;
        }

        answer = new(ModbusExceptionCode.None, body[2..]);
        return ModbusVerdict.Answered;
    }
}
