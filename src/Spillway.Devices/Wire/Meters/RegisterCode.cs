using System.Buffers.Binary;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Meters;

/// <summary>Numbers as registers, both ways.</summary>
public static class RegisterCode
{
    private const int TenThousand = 10_000;
    private const double LargestFloat = 1e24;

    /// <summary>How many registers a type takes.</summary>
    /// <param name="type">The type.</param>
    /// <returns>1, 2 or 4.</returns>
    public static int Registers(RegisterType type) => type switch
    {
        RegisterType.U16 or RegisterType.S16 => 1,
        RegisterType.U64 or RegisterType.S64 or RegisterType.F64 => 4,
        _ => 2,
    };

    /// <summary>Reads a number.</summary>
    /// <param name="type">How it is held.</param>
    /// <param name="order">The order of its bytes.</param>
    /// <param name="bytes">Its registers as they stand on the wire, two bytes each.</param>
    /// <returns>The number; null for the patterns by which meters say that there is none: all ones without sign, the least and the
    /// largest with sign, and what is no number among floats.</returns>
    public static decimal? Read(RegisterType type, WordOrder order, ReadOnlySpan<byte> bytes)
    {
        Span<byte> straight = stackalloc byte[Registers(type) * sizeof(ushort)];
        Invariant.Holds(bytes.Length == straight.Length);
        Straighten(order, bytes, straight);
        return type switch
        {
            RegisterType.U16 => Unsigned(BinaryPrimitives.ReadUInt16BigEndian(straight), ushort.MaxValue),
            RegisterType.S16 => Signed(BinaryPrimitives.ReadInt16BigEndian(straight), short.MinValue, short.MaxValue),
            RegisterType.U32 => Unsigned(BinaryPrimitives.ReadUInt32BigEndian(straight), uint.MaxValue),
            RegisterType.S32 => Signed(BinaryPrimitives.ReadInt32BigEndian(straight), int.MinValue, int.MaxValue),
            RegisterType.U64 => Unsigned(BinaryPrimitives.ReadUInt64BigEndian(straight), ulong.MaxValue),
            RegisterType.S64 => Signed(BinaryPrimitives.ReadInt64BigEndian(straight), long.MinValue, long.MaxValue),
            RegisterType.F32 => Single(BinaryPrimitives.ReadSingleBigEndian(straight)),
            RegisterType.F64 => Double(BinaryPrimitives.ReadDoubleBigEndian(straight)),
            RegisterType.M10K => TenThousands(BinaryPrimitives.ReadUInt16BigEndian(straight), BinaryPrimitives.ReadUInt16BigEndian(straight[2..])),
            _ => Unfolded(Single(BinaryPrimitives.ReadSingleBigEndian(straight))),
        };
    }

    /// <summary>Writes a number. One too large for its registers becomes the largest they hold, as on a meter that is overrun.</summary>
    /// <param name="type">How it is held.</param>
    /// <param name="order">The order of its bytes.</param>
    /// <param name="value">The number; rounded to a whole one where the registers hold whole ones.</param>
    /// <param name="bytes">Where to, two bytes a register.</param>
    public static void Write(RegisterType type, WordOrder order, decimal value, Span<byte> bytes)
    {
        Span<byte> straight = stackalloc byte[Registers(type) * sizeof(ushort)];
        Invariant.Holds(bytes.Length == straight.Length);
        var whole = Math.Round(value, MidpointRounding.AwayFromZero);
        switch (type)
        {
            case RegisterType.U16: BinaryPrimitives.WriteUInt16BigEndian(straight, (ushort)Math.Clamp(whole, 0, ushort.MaxValue - 1)); break;
            case RegisterType.S16: BinaryPrimitives.WriteInt16BigEndian(straight, (short)Math.Clamp(whole, short.MinValue + 1, short.MaxValue - 1)); break;
            case RegisterType.U32: BinaryPrimitives.WriteUInt32BigEndian(straight, (uint)Math.Clamp(whole, 0, uint.MaxValue - 1)); break;
            case RegisterType.S32: BinaryPrimitives.WriteInt32BigEndian(straight, (int)Math.Clamp(whole, int.MinValue + 1, int.MaxValue - 1)); break;
            case RegisterType.U64: BinaryPrimitives.WriteUInt64BigEndian(straight, (ulong)Math.Clamp(whole, 0, ulong.MaxValue - 1)); break;
            case RegisterType.S64: BinaryPrimitives.WriteInt64BigEndian(straight, (long)Math.Clamp(whole, long.MinValue + 1, long.MaxValue - 1)); break;
            case RegisterType.F64: BinaryPrimitives.WriteDoubleBigEndian(straight, (double)value); break;
            case RegisterType.M10K: WriteTenThousands(straight, (long)Math.Clamp(whole, 0, (TenThousand * TenThousand) - 1)); break;
            default: BinaryPrimitives.WriteSingleBigEndian(straight, (float)value); break;
        }

        Straighten(order, straight, bytes);
    }

    // Turning the words or the bytes of each word round is its own undoing.
    private static void Straighten(WordOrder order, ReadOnlySpan<byte> from, Span<byte> to)
    {
        var words = from.Length / sizeof(ushort);
        var lowFirst = order is WordOrder.CDAB or WordOrder.DCBA;
        var swapped = order is WordOrder.BADC or WordOrder.DCBA;
        for (var index = 0; index < words; index++)
        {
            var target = (lowFirst ? words - 1 - index : index) * sizeof(ushort);
            to[target] = from[(index * sizeof(ushort)) + (swapped ? 1 : 0)];
            to[target + 1] = from[(index * sizeof(ushort)) + (swapped ? 0 : 1)];
        }
    }

    private static decimal? Unsigned(ulong value, ulong absent) => value == absent ? null : value;

    private static decimal? Signed(long value, long absent, long alsoAbsent) => value == absent || value == alsoAbsent ? null : value;

    // A float has no more than seven digits that mean something; the decimal of a float keeps just those.
    private static decimal? Single(float value) => float.IsFinite(value) && Math.Abs(value) < LargestFloat ? (decimal)value : null;

    private static decimal? Double(double value) => double.IsFinite(value) && Math.Abs(value) < LargestFloat ? (decimal)value : null;

    private static decimal? TenThousands(ushort high, ushort low) => high < TenThousand && low < TenThousand ? (high * TenThousand) + low : null;

    private static decimal? Unfolded(decimal? value) => value switch
    {
        > 1 => 2 - value,
        < -1 => -2 - value,
        _ => value,
    };

    private static void WriteTenThousands(Span<byte> straight, long value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(straight, (ushort)(value / TenThousand));
        BinaryPrimitives.WriteUInt16BigEndian(straight[2..], (ushort)(value % TenThousand));
    }
}
