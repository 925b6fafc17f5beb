using CsCheck;
using Microsoft.Data.Sqlite;
using Shouldly;
using Spillway.Journal;
using Spillway.Journal.Memory;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>The chain, checked by the description in docs/reference/journal.md and by nothing of the product.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly JournalRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_stranger_who_has_only_the_description_gets_the_same_chain_and_head()
    {
        await using (var journal = _room.Open())
        {
            await journal.AppendAsync(
                [JournalRoom.Entry(1), new("a", 1, ReadOnlyMemory<byte>.Empty), new("test.large", int.MaxValue, new byte[5000])], TestContext.Current.CancellationToken);
        }

        var (previous, count) = (new string('0', 64), 0);
        using var connection = new SqliteConnection($"Data Source={_room.Segment()};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, at_unix_us, kind, version, payload, previous, hash FROM records ORDER BY number";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Convert.ToHexStringLower((byte[])reader[5]).ShouldBe(previous);
            previous = IndependentChain.Hash((byte[])reader[5], ++count, reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3), (byte[])reader[4]).ToLowerInvariant();
            Convert.ToHexStringLower((byte[])reader[6]).ShouldBe(previous);
        }

        count.ShouldBe(4);
        File.ReadAllText(_room.Head).ShouldContain($"number=0000000000000000004 at=2026-10-30T12:00:00.000000Z hash={previous} check=");
    }

    [Fact]
    public void Any_entries_chain_as_the_description_says()
    {
        var kinds = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-."].Array[1, 64].Select(letters => new string(letters))
            .Where(kind => !kind.StartsWith("journal.", StringComparison.Ordinal));
        Gen.Select(kinds, Gen.Int[1, int.MaxValue], Gen.Byte.Array[0, 3000]).Array[1, 20].Sample(
            entries =>
            {
                var journal = new MemoryJournal(_room.Time);
                journal.AppendAsync([.. entries.Select(entry => new JournalEntry(entry.Item1, entry.Item2, entry.Item3))], CancellationToken.None).AsTask().GetAwaiter().GetResult();
                var (hash, number) = (new string('0', 64), 0L);
                foreach (var (kind, version, payload) in entries)
                {
                    hash = IndependentChain.Hash(Convert.FromHexString(hash), ++number, _room.Time.GetUtcNow().ToUnixTimeMilliseconds() * 1000, kind, version, payload);
                }

                journal.Head.Hash.ToString().ShouldBe(hash.ToLowerInvariant());
            },
            iter: 200);
    }

    [Fact]
    public void A_hash_reads_its_own_text_and_nothing_else()
    {
        var bytes = Enumerable.Range(0, 32).Select(value => (byte)(value * 7)).ToArray();
        var hash = new JournalHash(bytes);

        JournalHash.TryParse(hash.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(hash);
        var copy = new byte[32];
        read.CopyTo(copy);
        copy.ShouldBe(bytes);
        foreach (var wrong in new[] { "", hash.ToString()[1..], hash + "0", "g" + hash.ToString()[1..] })
        {
            JournalHash.TryParse(wrong, out _).ShouldBeFalse(wrong);
        }

        Should.Throw<ArgumentException>(() => new JournalHash(new byte[31]));
    }
}
