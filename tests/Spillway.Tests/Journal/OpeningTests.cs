using Microsoft.Data.Sqlite;
using Shouldly;
using Spillway.Engine;
using Spillway.Journal;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>Who may open a journal, and in what state it must be.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly JournalRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_journal_goes_on_where_it_ended()
    {
        await _room.Fill(5);
        await using var journal = _room.Open();

        (await journal.AppendAsync([JournalRoom.Entry(5)], Cancellation)).ShouldBe(8);

        (await JournalRoom.Read(journal)).Select(record => record.Number).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_opened_it_is_in_the_journal()
    {
        await using (_room.Open(new() { Holder = "the \"day\" desk" }))
        {
        }

        await using var journal = _room.Open(new() { Holder = "the night desk" });

        (await JournalRoom.Read(journal)).Select(JournalRoom.Text).ShouldBe(
            ["""{"epoch":1,"holder":"the \"day\" desk"}""", """{"epoch":2,"holder":"the night desk"}"""]);
    }

    [Fact]
    public async Task A_second_desk_is_refused_and_told_who_holds_it()
    {
        await using var first = _room.Open(new() { Holder = "the night desk, process 4711" });

        var refusal = Should.Throw<RefusedException>(() => _room.Open());

        refusal.Code.ShouldBe(JournalErrors.Held);
        refusal.Message.ShouldContain("the night desk, process 4711, since 2026-10-30T12:00:00");
        await first.AppendAsync([JournalRoom.Entry(1)], Cancellation);
        first.Head.Number.ShouldBe(2);
    }

    [Fact]
    public async Task A_desk_that_lost_its_lock_cannot_write_and_nothing_of_the_new_one_is_touched()
    {
        var old = _room.Open(new() { Holder = "the old desk" });
        await old.AppendAsync([JournalRoom.Entry(1)], Cancellation);

        // Somebody removes the lock's file, and with it what keeps a second desk out.
        File.Delete(Path.Combine(_room.Folder, "writer.lock"));
        await using var taken = _room.Open(new() { Holder = "the new desk" });
        await taken.AppendAsync([JournalRoom.Entry(2)], Cancellation);

        var refusal = await Should.ThrowAsync<RefusedException>(async () => await old.AppendAsync([JournalRoom.Entry(3)], Cancellation));
        refusal.Code.ShouldBe(JournalErrors.Fenced, refusal.Message);
        refusal.Message.ShouldContain("the new desk");
        (await Should.ThrowAsync<RefusedException>(async () => await old.AppendAsync([JournalRoom.Entry(4)], Cancellation))).Code.ShouldBe(JournalErrors.Stopped);
        await old.DisposeAsync();
        await taken.AppendAsync([JournalRoom.Entry(5)], Cancellation);
        (await JournalRoom.Read(taken)).Where(record => record.Kind == "test.fact").Select(JournalRoom.Text).ShouldBe(["""{"n":1}""", """{"n":2}""", """{"n":5}"""]);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_kill_between_commit_and_head_loses_nothing_and_is_no_finding()
    {
        await _room.Fill(5);
        var before = File.ReadAllBytes(_room.Head);
        await using (var journal = _room.Open())
        {
            // The first commit of this writer is the record of who opened it.
        }

        File.WriteAllBytes(_room.Head, before);
        _room.Verify().IsWhole.ShouldBeTrue();

        await using var again = _room.Open();
        (await JournalRoom.Read(again)).Count.ShouldBe(8);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_head_whose_last_line_was_torn_says_what_the_line_before_said()
    {
        await _room.Fill(20);
        var lines = File.ReadAllLines(_room.Head);
        var last = lines.Index().MaxBy(line => line.Item).Index;
        lines[last] = lines[last][..100] + new string(' ', 91);
        File.WriteAllText(_room.Head, string.Join('\n', lines) + "\n");

        _room.Verify().IsWhole.ShouldBeTrue();
        await using var journal = _room.Open();
        journal.Head.Number.ShouldBe(22);
    }

    [Fact]
    public async Task A_journal_whose_tail_was_cut_is_not_written_on()
    {
        await _room.Fill(5);
        _room.Sql("DELETE FROM records WHERE number > 4");

        Refused(JournalErrors.TailCut).ShouldContain("record 6 of 2026-10-30T12:00:01");
    }

    [Fact]
    public async Task A_journal_without_its_head_is_not_written_on()
    {
        await _room.Fill(5);
        File.Delete(_room.Head);

        Refused(JournalErrors.HeadUnreadable).ShouldContain(_room.Head);
    }

    [Fact]
    public async Task A_journal_of_which_only_the_head_is_left_is_not_begun_anew()
    {
        await _room.Fill(5);
        File.Delete(_room.Segment());

        Refused(JournalErrors.TailCut).ShouldContain("record 6");
    }

    [Theory]
    [InlineData("UPDATE records SET version = 2 WHERE number = 6")]
    [InlineData("UPDATE records SET hash = zeroblob(32) WHERE number = 6")]
    [InlineData("INSERT INTO records SELECT 7, at_unix_us, kind, version, payload, previous, hash FROM records WHERE number = 6")]
    public async Task A_journal_whose_end_does_not_follow_is_not_written_on(string sql)
    {
        await _room.Fill(5);
        _room.Sql(sql);

        Refused(JournalErrors.ChainBroken);
    }

    [Theory]
    [InlineData("DELETE FROM records WHERE number = 3", "Record 3 of")]
    [InlineData("DELETE FROM records WHERE number BETWEEN 2 AND 4", "Records 2 to 4 of")]
    [InlineData("DELETE FROM records WHERE number = 1", "Record 1 of")]
    public async Task A_journal_with_a_record_missing_in_the_middle_is_not_read_over(string sql, string said)
    {
        await _room.Fill(5);
        _room.Sql(sql);
        await using var journal = _room.Open();

        var refusal = await Should.ThrowAsync<RefusedException>(async () => await JournalRoom.Read(journal));

        refusal.Code.ShouldBe(JournalErrors.ChainBroken);
        refusal.Message.ShouldContain(said);
        (await JournalRoom.Read(journal, 5)).Select(record => record.Number).ShouldBe([5, 6, 7], "what comes after it is whole");
    }

    [Fact]
    public async Task A_record_that_was_made_anew_is_not_read_over()
    {
        await _room.Fill(5);
        _room.Sql("UPDATE records SET version = 2 WHERE number = 3");
        _room.Sql($"UPDATE records SET hash = x'{IndependentChain.HashOf(_room.Segment(), 3)}' WHERE number = 3");
        await using var journal = _room.Open();

        var refusal = await Should.ThrowAsync<RefusedException>(async () => await JournalRoom.Read(journal));

        refusal.Code.ShouldBe(JournalErrors.ChainBroken);
        refusal.Message.ShouldContain("Record 4 of");
    }

    [Fact]
    public async Task A_file_that_was_begun_and_never_made_is_begun_again()
    {
        await _room.Fill(5);
        File.WriteAllBytes(Path.Combine(_room.Folder, "0002-2026-11.journal"), []);

        _room.Verify().IsWhole.ShouldBeTrue();
        await using var journal = _room.Open();

        (await JournalRoom.Read(journal)).Count.ShouldBe(7);
        Directory.GetFiles(_room.Folder, "*.journal").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_kill_in_a_step_that_SQLite_has_to_take_back_is_no_finding()
    {
        await _room.Fill(5);
        var length = new FileInfo(_room.Segment()).Length;
        var (file, step) = HalfAStep();
        file.Length.ShouldBeGreaterThan((int)length, "the transaction has begun to write into the file");
        File.WriteAllBytes(_room.Segment(), file);
        File.WriteAllBytes(_room.Segment() + "-journal", step);

        var found = _room.Verify();

        found.IsWhole.ShouldBeTrue(string.Join('\n', found.Findings));
        found.Records.ShouldBe(6);
        await using var journal = _room.Open();
        (await JournalRoom.Read(journal)).Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_journal_of_version_1_is_brought_to_this_one_and_goes_on()
    {
        Directory.CreateDirectory(_room.Folder);
        OldJournal.Write(_room.Folder, records: 3);

        _room.Verify().IsWhole.ShouldBeTrue();
        await using (var journal = _room.Open())
        {
            await journal.AppendAsync([JournalRoom.Entry(9)], Cancellation);
            (await JournalRoom.Read(journal)).Select(JournalRoom.Text).Where(text => text.Contains("\"n\"", StringComparison.Ordinal)).ShouldBe(
                ["""{"n":1}""", """{"n":2}""", """{"n":3}""", """{"n":9}"""]);
        }

        _room.Verify().IsWhole.ShouldBeTrue();
        Number("PRAGMA user_version").ShouldBe(2);
        Number("SELECT commit_first_number FROM segment").ShouldBe(5);
    }

    [Fact]
    public async Task A_journal_of_a_newer_version_is_left_alone()
    {
        await _room.Fill(5);
        _room.Sql("PRAGMA user_version = 3");

        Refused(JournalErrors.Newer).ShouldContain("version 3");
        Should.Throw<RefusedException>(() => _room.Verify()).Code.ShouldBe(JournalErrors.Newer);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await _room.Fill(5);
        File.WriteAllText(_room.Segment(), new string('x', 8192));

        Refused(JournalErrors.Damaged);
    }

    [Fact]
    public async Task Another_database_is_refused()
    {
        await _room.Fill(5);
        _room.Sql("PRAGMA application_id = 7");

        Refused(JournalErrors.Damaged).ShouldContain("is not a journal");
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        File.WriteAllText(_room.Folder, "");

        Refused(JournalErrors.Unwritable).ShouldContain(_room.Folder);
    }

    [Fact]
    public void Settings_out_of_their_range_are_a_fault_of_the_caller()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _room.Open(new() { QueueLimit = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => _room.Open(new() { GroupLimit = 1_000_001 }));
        Should.Throw<ArgumentOutOfRangeException>(() => _room.Open(new() { KeepMonths = 0 }));
        Should.Throw<ArgumentException>(() => _room.Open(new() { Holder = " " }));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Refused(ErrorCode code)
    {
        var refusal = Should.Throw<RefusedException>(() => _room.Open());
        refusal.Code.ShouldBe(code, refusal.Message);
        return refusal.Message;
    }

    /// <summary>The file and its rollback journal in the middle of a transaction that has begun to write into the file.</summary>
    private (byte[] File, byte[] Step) HalfAStep()
    {
        using var connection = new SqliteConnection($"Data Source={_room.Segment()};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA cache_size = 2;
            BEGIN IMMEDIATE;
            UPDATE records SET payload = zeroblob(20000);
            UPDATE records SET payload = zeroblob(40000);
            """;
        command.ExecuteNonQuery();
        return (Read(_room.Segment()), Read(_room.Segment() + "-journal"));

        static byte[] Read(string path)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private long Number(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_room.Segment()};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
