using System.Buffers.Binary;
using System.IO.Compression;

namespace Spillway.Journal.Polls;

/// <summary>A block as bytes of a file: length of the rest (4), sum of the rest (4), length of its rows (4), the rows by Brotli; numbers
/// have their highest byte first.</summary>
internal static class PollFrame
{
    /// <summary>The most bytes of a frame.</summary>
    public static readonly int MostBytes = HeadBytes + FixedBytes + BrotliEncoder.GetMaxCompressedLength(PollBlock.MostBytes);

    private const int HeadBytes = 8;
    private const int FixedBytes = 4;

    // The quickest, over a window of the whole block.
    private const int Quality = 1;
    private const int WindowBits = 20;

    /// <summary>Writes what a part begins with: how often the ring had turned when it was begun (8 bytes).</summary>
    public static void WriteTurn(Stream stream, long turn)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, turn);
        stream.Position = 0;
        stream.Write(bytes);
    }

    /// <summary>Reads what a part begins with; 0 where it was not written to its end. The frames follow.</summary>
    public static long ReadTurn(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        stream.Position = 0;
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length ? 0 : Math.Max(0, BinaryPrimitives.ReadInt64BigEndian(bytes));
    }

    /// <summary>Writes a block into a buffer of <see cref="MostBytes"/>.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Write(ReadOnlySpan<byte> rows, Span<byte> frame)
    {
        if (!BrotliEncoder.TryCompress(rows, frame[(HeadBytes + FixedBytes)..], out var written, Quality, WindowBits))
        {
            throw new InvalidOperationException("A block became larger than it can.");
        }

        var rest = frame.Slice(HeadBytes, FixedBytes + written);
        BinaryPrimitives.WriteInt32BigEndian(rest, rows.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame, rest.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame[4..], Sum(rest));
        return HeadBytes + rest.Length;
    }

    /// <summary>The rows of the next block of a file; null at its end, or where a block was not written to its end.</summary>
    public static byte[]? TryRead(Stream stream)
    {
        if (TryReadRest(stream) is not { } rest || BinaryPrimitives.ReadInt32BigEndian(rest) is var wanted && wanted is < 0 or > PollBlock.MostBytes)
        {
            return null;
        }

        var rows = new byte[wanted];
        return BrotliDecoder.TryDecompress(rest.AsSpan(FixedBytes), rows, out var read) && read == wanted ? rows : null;
    }

    /// <summary>How many bytes from the start are whole blocks.</summary>
    public static long WholeBytes(Stream stream)
    {
        ReadTurn(stream);
        var whole = stream.Position;
        while (TryReadRest(stream) is not null)
        {
            whole = stream.Position;
        }

        return whole;
    }

    private static byte[]? TryReadRest(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length < FixedBytes || length > MostBytes - HeadBytes)
        {
            return null;
        }

        var rest = new byte[length];
        return stream.ReadAtLeast(rest, length, throwOnEndOfStream: false) == length && Sum(rest) == BinaryPrimitives.ReadUInt32BigEndian(head[4..]) ? rest : null;
    }

    // FNV-1a: enough to tell a block that was cut from one that was not, which is all it is for.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 2166136261u;
        foreach (var one in bytes)
        {
            sum = unchecked((sum ^ one) * 16777619u);
        }

        return sum;
    }
}
