using System.Buffers.Binary;
using System.Text;

namespace Spillway.Journal.Polls;

/// <summary>A row as bytes: length of the rest (4), sum of the rest (4), instant in microseconds (8), length of the device's name (1), name, answer;
/// numbers have their highest byte first.</summary>
internal static class PollFrame
{
    private const int MostAnswerBytes = 1 << 20;
    private const int HeadBytes = 8;
    private const int FixedBytes = 9;

    /// <summary>Writes what a part begins with: how often the ring had turned when it was begun (8 bytes).</summary>
    public static void WriteTurn(Stream stream, long turn)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, turn);
        stream.Position = 0;
        stream.Write(bytes);
    }

    /// <summary>Reads what a part begins with; 0 where it was not written to its end. The rows follow.</summary>
    public static long ReadTurn(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        stream.Position = 0;
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length ? 0 : Math.Max(0, BinaryPrimitives.ReadInt64BigEndian(bytes));
    }

    public static byte[] Of(PollRow row)
    {
        var name = Encoding.UTF8.GetBytes(row.Device);
        if (name.Length > byte.MaxValue || row.Answer.Length > MostAnswerBytes)
        {
            throw new ArgumentException($"An answer of {row.Answer.Length} bytes of the device '{row.Device}' is too long for the ring.", nameof(row));
        }

        var frame = new byte[HeadBytes + FixedBytes + name.Length + row.Answer.Length];
        var rest = frame.AsSpan(HeadBytes);
        BinaryPrimitives.WriteInt64BigEndian(rest, Microseconds.Of(row.At));
        rest[8] = (byte)name.Length;
        name.CopyTo(rest[FixedBytes..]);
        row.Answer.Span.CopyTo(rest[(FixedBytes + name.Length)..]);
        BinaryPrimitives.WriteInt32BigEndian(frame, rest.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), Sum(rest));
        return frame;
    }

    /// <summary>The next row of a file; null at its end, or where a row was not written to its end.</summary>
    public static PollRow? TryRead(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is < FixedBytes or > FixedBytes + byte.MaxValue + MostAnswerBytes)
        {
            return null;
        }

        var rest = new byte[length];
        if (stream.ReadAtLeast(rest, length, throwOnEndOfStream: false) < length || Sum(rest) != BinaryPrimitives.ReadUInt32BigEndian(head[4..])
            || FixedBytes + rest[8] > length || Microseconds.TryInstant(BinaryPrimitives.ReadInt64BigEndian(rest)) is not { } at)
        {
            return null;
        }

        return new(at, Encoding.UTF8.GetString(rest, FixedBytes, rest[8]), rest.AsMemory(FixedBytes + rest[8]));
    }

    /// <summary>How many bytes from the start are whole rows.</summary>
    public static long WholeBytes(Stream stream)
    {
        ReadTurn(stream);
        var whole = stream.Position;
        while (TryRead(stream) is not null)
        {
            whole = stream.Position;
        }

        return whole;
    }

    // FNV-1a: enough to tell a row that was cut from one that was not, which is all it is for.
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
