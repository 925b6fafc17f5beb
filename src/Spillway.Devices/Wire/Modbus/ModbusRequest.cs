using System.Buffers.Binary;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Modbus;

/// <summary>What one side asks of the other, whatever the transport.</summary>
/// <param name="Function">What for.</param>
/// <param name="Address">First address, counted from 0; of an identification the first object.</param>
/// <param name="Quantity">Coils, inputs or registers; of an identification the read code, 1 to 4.</param>
/// <param name="Payload">What is written, as it stands on the wire; empty for reads.</param>
public readonly partial record struct ModbusRequest(ModbusFunction Function, ushort Address, int Quantity, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Most coils or inputs of one read.</summary>
    public const int BitsAtMost = 2000;

    /// <summary>Most registers of one read.</summary>
    public const int RegistersAtMost = 125;

    /// <summary>Most coils of one write.</summary>
    public const int WrittenBitsAtMost = 1968;

    /// <summary>Most registers of one write.</summary>
    public const int WrittenRegistersAtMost = 123;

    private const byte EncapsulatedKind = 14;
    private const int Addresses = 65536;
    private const ushort On = 0xFF00;

    private static readonly byte[] _on = [0xFF, 0x00];
    private static readonly byte[] _off = [0x00, 0x00];

    /// <summary>Whether it changes something on the device.</summary>
    public bool IsWrite => Function is ModbusFunction.WriteCoil or ModbusFunction.WriteRegister or ModbusFunction.WriteCoils or ModbusFunction.WriteRegisters;

    /// <summary>Asks for bits.</summary>
    /// <param name="function">Coils or discrete inputs.</param>
    /// <param name="address">The first, from 0.</param>
    /// <param name="quantity">1 to 2000.</param>
    /// <returns>The request.</returns>
    public static ModbusRequest ReadBits(ModbusFunction function, int address, int quantity)
    {
        Invariant.Holds(function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs);
        return Checked(new(function, (ushort)address, quantity, default), address);
    }

    /// <summary>Asks for registers.</summary>
    /// <param name="function">Holding or input registers.</param>
    /// <param name="address">The first, from 0.</param>
    /// <param name="quantity">1 to 125.</param>
    /// <returns>The request.</returns>
    public static ModbusRequest ReadRegisters(ModbusFunction function, int address, int quantity)
    {
        Invariant.Holds(function is ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters);
        return Checked(new(function, (ushort)address, quantity, default), address);
    }

    /// <summary>Sets one coil.</summary>
    /// <param name="address">Which, from 0.</param>
    /// <param name="isOn">What it shall be.</param>
    /// <returns>The request.</returns>
    public static ModbusRequest WriteCoil(int address, bool isOn) =>
        Checked(new(ModbusFunction.WriteCoil, (ushort)address, 1, isOn ? _on : _off), address);

    /// <summary>Sets one register.</summary>
    /// <param name="address">Which, from 0.</param>
    /// <param name="value">What it shall hold.</param>
    /// <returns>The request.</returns>
    public static ModbusRequest WriteRegister(int address, ushort value)
    {
        var payload = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, value);
        return Checked(new(ModbusFunction.WriteRegister, (ushort)address, 1, payload), address);
    }

    /// <summary>Sets neighbouring coils.</summary>
    /// <param name="address">The first, from 0.</param>
    /// <param name="values">What they shall be, 1 to 1968.</param>
    /// <returns>The request.</returns>
    public static ModbusRequest WriteCoils(int address, ReadOnlySpan<bool> values)
    {
        var payload = new byte[BitBytes(values.Length)];
        for (var index = 0; index < values.Length; index++)
        {
            payload[index / 8] |= (byte)(values[index] ? 1 << (index % 8) : 0);
        }

        return Checked(new(ModbusFunction.WriteCoils, (ushort)address, values.Length, payload), address);
    }

    /// <summary>Sets neighbouring registers.</summary>
    /// <param name="address">The first, from 0.</param>
    /// <param name="values">What they shall hold, 1 to 123.</param>
    /// <returns>The request.</returns>
    public static ModbusRequest WriteRegisters(int address, ReadOnlySpan<ushort> values)
    {
        var payload = new byte[values.Length * sizeof(ushort)];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(index * sizeof(ushort)), values[index]);
        }

        return Checked(new(ModbusFunction.WriteRegisters, (ushort)address, values.Length, payload), address);
    }

    /// <summary>Asks who the device is.</summary>
    /// <param name="readCode">1 basic, 2 regular, 3 extended, 4 one object.</param>
    /// <param name="firstObject">The object to begin with, 0 to 255.</param>
    /// <returns>The request.</returns>
    public static ModbusRequest Identify(int readCode, int firstObject)
    {
        Invariant.Holds(firstObject is >= 0 and <= byte.MaxValue);
        return Checked(new(ModbusFunction.Identify, (ushort)firstObject, readCode, default), firstObject);
    }

    /// <summary>A bit of what is written.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <returns>What it shall be.</returns>
    public bool Bit(int index) =>
        Function == ModbusFunction.WriteCoil ? Payload.Span[0] != 0 : (Payload.Span[index / 8] >> (index % 8) & 1) != 0;

    /// <summary>A register of what is written.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <returns>What it shall hold.</returns>
    public ushort Register(int index) => BinaryPrimitives.ReadUInt16BigEndian(Payload.Span[(index * sizeof(ushort))..]);

    /// <summary>Bytes that hold so many bits.</summary>
    /// <param name="bits">How many bits.</param>
    /// <returns>How many bytes.</returns>
    public static int BitBytes(int bits) => (bits + 7) / 8;

    // What this program asks for itself is right by construction; a wrong wiring file was refused before.
    private static ModbusRequest Checked(ModbusRequest request, int address)
    {
        Invariant.Holds(address is >= 0 and < Addresses);
        Invariant.Holds(request.Fault() == ModbusExceptionCode.None);
        return request;
    }

    private ModbusExceptionCode Fault()
    {
        var most = Function switch
        {
            ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs => BitsAtMost,
            ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters => RegistersAtMost,
            ModbusFunction.WriteCoils => WrittenBitsAtMost,
            ModbusFunction.WriteRegisters => WrittenRegistersAtMost,
            ModbusFunction.Identify => 4,
            _ => 1,
        };
        if (Quantity < 1 || Quantity > most)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        return Function == ModbusFunction.Identify || Address + Quantity <= Addresses
            ? ModbusExceptionCode.None
            : ModbusExceptionCode.IllegalDataAddress;
    }
}
