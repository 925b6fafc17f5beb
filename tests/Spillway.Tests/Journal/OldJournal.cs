using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Spillway.Tests.Journal;

/// <summary>A journal as version 1 wrote it, made without a line of the product.</summary>
internal static class OldJournal
{
    private const long At = 1_793_361_600_000_000;

    public static void Write(string folder, int records)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "0001-2026-10.journal")};Pooling=False");
        connection.Open();
        Run("""
            CREATE TABLE records (
              number INTEGER PRIMARY KEY, at_unix_us INTEGER NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
              payload BLOB NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
            CREATE TABLE segment (
              first_number INTEGER NOT NULL, previous BLOB NOT NULL, epoch INTEGER NOT NULL, holder TEXT NOT NULL, is_sealed INTEGER NOT NULL) STRICT;
            INSERT INTO segment VALUES (1, zeroblob(32), 4, 'an older desk', 0);
            PRAGMA application_id = 0x5350574a;
            PRAGMA user_version = 1;
            """);
        var hash = new string('0', 64);
        for (var number = 1; number <= records; number++)
        {
            var payload = Encoding.UTF8.GetBytes($$"""{"n":{{number}}}""");
            var next = IndependentChain.Hash(Convert.FromHexString(hash), number, At, "test.fact", 1, payload);
            Run($"INSERT INTO records VALUES ({number}, {At}, 'test.fact', 1, x'{Convert.ToHexString(payload)}', x'{hash}', x'{next}')");
            hash = next;
        }

        File.WriteAllText(Path.Combine(folder, "head"), Head(records, hash) + Head(records, hash));

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static string Head(int number, string hash)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"spillway-head 1 number={number:0000000000000000000} at=2026-10-30T12:00:00.000000Z hash={hash.ToLowerInvariant()} ");
        var check = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        return $"{text}check={check}".PadRight(191) + "\n";
    }
}
