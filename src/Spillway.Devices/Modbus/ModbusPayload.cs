using System.Buffers.Binary;

namespace Spillway.Devices.Modbus;

/// <summary>What a device answered to one request.</summary>
/// <param name="Bytes">As it stood on the wire; empty where something was written.</param>
public sealed record ModbusPayload(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The answer to what was written.</summary>
    public static ModbusPayload Empty { get; } = new(default(ReadOnlyMemory<byte>));

    /// <summary>A bit.</summary>
    /// <param name="index">Which of those asked for, from 0.</param>
    /// <returns>What it is.</returns>
    public bool Bit(int index) => (Bytes.Span[index / 8] >> (index % 8) & 1) != 0;

    /// <summary>A register.</summary>
    /// <param name="index">Which of those asked for, from 0.</param>
    /// <returns>What it holds.</returns>
    public ushort Register(int index) => BinaryPrimitives.ReadUInt16BigEndian(Bytes.Span[(index * sizeof(ushort))..]);
}
