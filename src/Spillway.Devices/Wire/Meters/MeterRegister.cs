using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Wire.Meters;

/// <summary>Where and how a meter keeps one quantity.</summary>
/// <param name="Quantity">What it tells.</param>
/// <param name="Function">By which function it is read.</param>
/// <param name="Address">First register, counted from 0.</param>
/// <param name="Type">How the registers hold the number.</param>
/// <param name="Order">The order of its bytes.</param>
/// <param name="Scale">From the number to MW, MWh, V, A, Hz or a ratio: value = offset + number × scale.</param>
/// <param name="Offset">What the number 0 stands for, in MW, MWh, V, A, Hz or as a ratio.</param>
public sealed record MeterRegister(
    MeterQuantity Quantity,
    ModbusFunction Function,
    int Address,
    RegisterType Type,
    WordOrder Order,
    decimal Scale,
    decimal Offset)
{
    // Far below the end of the number type, far above every quantity.
    private const double Largest = 1e24;

    /// <summary>How many registers it takes.</summary>
    public int Count => RegisterCode.Registers(Type);

    /// <summary>Reads the quantity.</summary>
    /// <param name="bytes">Its registers as they stand on the wire.</param>
    /// <returns>In MW, MWh, V, A, Hz or as a ratio; null where the meter says that it has none, or a number that nothing measures.</returns>
    public decimal? Read(ReadOnlySpan<byte> bytes) =>
        RegisterCode.Read(Type, Order, bytes) is { } number && Math.Abs((double)number * (double)Scale) < Largest ? Offset + (number * Scale) : null;

    /// <summary>Writes the quantity.</summary>
    /// <param name="value">In MW, MWh, V, A, Hz or as a ratio.</param>
    /// <param name="bytes">Where to, two bytes a register.</param>
    public void Write(decimal value, Span<byte> bytes) => RegisterCode.Write(Type, Order, (value - Offset) / Scale, bytes);
}
