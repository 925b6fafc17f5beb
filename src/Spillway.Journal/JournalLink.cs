using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Spillway.Journal;

/// <summary>How a record is tied to the one before it: the bytes that its hash is made of.</summary>
/// <remarks>docs/reference/journal.md states them for whoever checks a journal without this program.</remarks>
internal static class JournalLink
{
    private const int FixedBytes = JournalHash.Bytes + 8 + 8 + 4 + 4 + 4;
    private const int MostBytesOnTheStack = 1024;

    /// <summary>SHA-256 over the previous hash (32 bytes), number (8), instant in microseconds since 1970 (8), length of the kind (4), kind,
    /// version (4), length of the payload (4), payload; numbers are signed, the highest byte first.</summary>
    public static JournalHash Hash(JournalHash previous, in RawRecord record)
    {
        var kindBytes = Encoding.UTF8.GetByteCount(record.Kind);
        var length = FixedBytes + kindBytes + record.Payload.Length;
        var rented = length <= MostBytesOnTheStack ? null : ArrayPool<byte>.Shared.Rent(length);
        Span<byte> bytes = rented is null ? stackalloc byte[MostBytesOnTheStack] : rented;
        bytes = bytes[..length];

        previous.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[32..], record.Number);
        BinaryPrimitives.WriteInt64BigEndian(bytes[40..], record.AtUnixMicroseconds);
        BinaryPrimitives.WriteInt32BigEndian(bytes[48..], kindBytes);
        Encoding.UTF8.GetBytes(record.Kind, bytes[52..]);
        var rest = bytes[(52 + kindBytes)..];
        BinaryPrimitives.WriteInt32BigEndian(rest, record.Version);
        BinaryPrimitives.WriteInt32BigEndian(rest[4..], record.Payload.Length);
        record.Payload.CopyTo(rest[8..]);

        Span<byte> hash = stackalloc byte[JournalHash.Bytes];
        SHA256.HashData(bytes, hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return new(hash);
    }
}
