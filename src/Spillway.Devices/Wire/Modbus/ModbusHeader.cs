using System.Buffers.Binary;

namespace Spillway.Devices.Wire.Modbus;

/// <summary>The seven bytes before every Modbus TCP message.</summary>
/// <param name="Transaction">Number that an answer repeats.</param>
/// <param name="Unit">Device behind the connection.</param>
/// <param name="BodyBytes">Bytes of the body that follows, 1 to 253: function code and what belongs to it.</param>
public readonly record struct ModbusHeader(ushort Transaction, byte Unit, int BodyBytes)
{
    /// <summary>Length of the header. Unit: bytes.</summary>
    public const int Bytes = 7;

    /// <summary>The longest body. Unit: bytes.</summary>
    public const int BodyBytesAtMost = 253;

    /// <summary>The longest message, header and body. Unit: bytes.</summary>
    public const int FrameBytesAtMost = Bytes + BodyBytesAtMost;

    /// <summary>Writes the header.</summary>
    /// <param name="frame">Where to, at least seven bytes.</param>
    public void Write(Span<byte> frame)
    {
        BinaryPrimitives.WriteUInt16BigEndian(frame, Transaction);
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(frame[4..], (ushort)(BodyBytes + 1));
        frame[6] = Unit;
    }

    /// <summary>Reads a header. After an impossible one there is no way back into step: the connection is of no more use.</summary>
    /// <param name="bytes">At least seven bytes.</param>
    /// <param name="header">What it says.</param>
    /// <returns>False for another protocol number than 0 or an impossible length.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ModbusHeader header)
    {
        header = default;
        if (bytes.Length < Bytes)
        {
            return false;
        }

        var protocol = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (protocol != 0 || length < 2 || length > BodyBytesAtMost + 1)
        {
            return false;
        }

        header = new(BinaryPrimitives.ReadUInt16BigEndian(bytes), bytes[6], length - 1);
        return true;
    }
}
