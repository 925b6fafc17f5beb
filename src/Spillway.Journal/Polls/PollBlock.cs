using System.Buffers.Binary;
using System.Text;
using NodaTime;

namespace Spillway.Journal.Polls;

/// <summary>Rows gathered in memory until a ring writes them together: machines of a kind answer alike, so many rows at once become small.
/// For one thread at a time.</summary>
/// <remarks>A row: instant in microseconds (8 bytes), length of the answer (4), length of the device's name (1), name, answer; numbers
/// have their highest byte first.</remarks>
public sealed class PollBlock
{
    /// <summary>The most bytes of rows that a block takes.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The most bytes of one answer.</summary>
    public const int MostAnswerBytes = MostBytes / 4;

    private const int FixedBytes = 13;

    private readonly byte[] _bytes = new byte[MostBytes];

    /// <summary>How many rows it holds.</summary>
    public int Count { get; private set; }

    internal ReadOnlySpan<byte> Rows => _bytes.AsSpan(0, Bytes);

    private int Bytes { get; set; }

    /// <summary>Gathers a row.</summary>
    /// <param name="at">When the answer came, to the microsecond.</param>
    /// <param name="device">Which device gave it: at most 255 bytes of UTF-8.</param>
    /// <param name="answer">Its bytes: at most <see cref="MostAnswerBytes"/>.</param>
    /// <returns>Whether there was room.</returns>
    /// <exception cref="ArgumentException">The name or the answer is too long.</exception>
    public bool TryAdd(Instant at, string device, ReadOnlySpan<byte> answer)
    {
        ArgumentNullException.ThrowIfNull(device);
        var name = Encoding.UTF8.GetByteCount(device);
        if (name > byte.MaxValue || answer.Length > MostAnswerBytes)
        {
            throw new ArgumentException($"An answer of {answer.Length} bytes of the device '{device}' is too long for the ring.", nameof(answer));
        }

        var row = _bytes.AsSpan(Bytes);
        if (row.Length < FixedBytes + name + answer.Length)
        {
            return false;
        }

        BinaryPrimitives.WriteInt64BigEndian(row, Microseconds.Of(at));
        BinaryPrimitives.WriteInt32BigEndian(row[8..], answer.Length);
        row[12] = (byte)name;
        Encoding.UTF8.GetBytes(device, row[FixedBytes..]);
        answer.CopyTo(row[(FixedBytes + name)..]);
        Bytes += FixedBytes + name + answer.Length;
        Count++;
        return true;
    }

    /// <summary>Lets its rows go.</summary>
    public void Clear() => (Bytes, Count) = (0, 0);

    /// <summary>The rows in bytes that a block held; what does not fit the form ends them.</summary>
    internal static IEnumerable<PollRow> Read(ReadOnlyMemory<byte> rows)
    {
        while (rows.Length >= FixedBytes)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rows.Span[8..]);
            var name = rows.Span[12];
            if (length is < 0 or > MostAnswerBytes || rows.Length < FixedBytes + name + length
                || Microseconds.TryInstant(BinaryPrimitives.ReadInt64BigEndian(rows.Span)) is not { } at)
            {
                yield break;
            }

            yield return new(at, Encoding.UTF8.GetString(rows.Span.Slice(FixedBytes, name)), rows.Slice(FixedBytes + name, length));
            rows = rows[(FixedBytes + name + length)..];
        }
    }
}
