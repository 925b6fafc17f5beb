using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Spillway.Tests.Journal;

/// <summary>The chain as docs/reference/journal.md describes it, written from that page alone.</summary>
internal static class IndependentChain
{
    /// <summary>The hash that a stored record should have, from the fields that stand beside it.</summary>
    public static string HashOf(string file, long number)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT previous, at_unix_us, kind, version, payload FROM records WHERE number = $number";
        command.Parameters.AddWithValue("$number", number);
        using var reader = command.ExecuteReader();
        reader.Read();
        return Hash((byte[])reader[0], number, reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3), (byte[])reader[4]);
    }

    public static string Hash(byte[] previous, long number, long at, string kind, int version, byte[] payload)
    {
        var bytes = new List<byte>(previous);
        bytes.AddRange(Big(number, 8));
        bytes.AddRange(Big(at, 8));
        bytes.AddRange(Big(Encoding.UTF8.GetByteCount(kind), 4));
        bytes.AddRange(Encoding.UTF8.GetBytes(kind));
        bytes.AddRange(Big(version, 4));
        bytes.AddRange(Big(payload.Length, 4));
        bytes.AddRange(payload);
        return Convert.ToHexString(SHA256.HashData([.. bytes]));
    }

    private static byte[] Big(long number, int length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes[^length..];
    }
}
