using Microsoft.Data.Sqlite;
using Shouldly;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using SQLitePCL;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>Failures to write that pass: wherever in a commit they come, the same append tried again is kept once.</summary>
public sealed class PassingFailureTests : IDisposable
{
    private readonly JournalRoom _room = new();

    public static TheoryData<string, string> Failures
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var point in Enum.GetNames<CommitPoint>().Where(name => name != nameof(CommitPoint.Reopen)))
            {
                foreach (var kind in new[] { "I/O error", "read-only", "busy", "full", "no file system", "no rights" })
                {
                    data.Add(point, kind);
                }
            }

            return data;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _room.Dispose();

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_failed_is_tried_again_until_it_is_kept_and_kept_once(string point, string kind)
    {
        var at = Enum.Parse<CommitPoint>(point);
        var failures = 0;
        await using var journal = _room.Open(new()
        {
            Reached = reached =>
            {
                // Once in the commit itself, twice more before the files can be opened again.
                if (failures > 0 && (reached == at || reached == CommitPoint.Reopen))
                {
                    failures--;
                    throw Failure(kind);
                }
            },
        });
        await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation);

        failures = 3;
        JournalEntry[] append = [JournalRoom.Entry(2), JournalRoom.Entry(3)];
        var refusals = 0;
        long number = 0;
        while (number == 0)
        {
            try
            {
                number = await journal.AppendAsync(append, Cancellation);
            }
            catch (RefusedException refusal)
            {
                refusal.Code.ShouldBe(kind == "full" ? JournalErrors.Full : JournalErrors.Unwritable);
                refusal.Message.ShouldContain(_room.Folder);
                refusals++;
            }
        }

        refusals.ShouldBe(3);
        number.ShouldBe(4);
        journal.Head.Number.ShouldBe(4);
        (await journal.AppendAsync([JournalRoom.Entry(4)], Cancellation)).ShouldBe(5);
        await Holds(journal, 1, 2, 3, 4);
    }

    [Fact]
    public async Task What_was_kept_and_not_said_to_be_stands_where_something_else_comes_after_it()
    {
        var fails = false;
        await using var journal = _room.Open(new() { Reached = point => Fail(fails && point == CommitPoint.Committed) });
        fails = true;
        await Should.ThrowAsync<RefusedException>(async () => await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation));
        fails = false;

        (await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation)).ShouldBe(3);
        (await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation)).ShouldBe(4, "this is another fact, alike");

        await Holds(journal, 1, 2, 1);
    }

    [Fact]
    public async Task A_foreign_program_that_keeps_the_file_locked_is_waited_for()
    {
        await using var journal = _room.Open();
        await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation);
        await using (var foreign = new SqliteConnection($"Data Source={_room.Segment()};Pooling=False"))
        {
            await foreign.OpenAsync(Cancellation);
            await using var command = foreign.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            await command.ExecuteNonQueryAsync(Cancellation);

            var refusal = await Should.ThrowAsync<RefusedException>(async () => await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation));

            refusal.Code.ShouldBe(JournalErrors.Unwritable);
            refusal.Message.ShouldContain("locked");
        }

        (await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation)).ShouldBe(3);
        await Holds(journal, 1, 2);
    }

    [Fact]
    public async Task A_month_that_turns_while_the_disk_fails_is_turned_once()
    {
        var failures = 0;
        await using (var journal = _room.Open(new() { Reached = _ => Fail(failures-- > 0) }))
        {
            await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation);
            _room.Time.Advance(TimeSpan.FromDays(3));
            failures = 2;
            for (var attempt = 0; attempt < 2; attempt++)
            {
                await Should.ThrowAsync<RefusedException>(async () => await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation));
            }

            (await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation)).ShouldBe(3);
            await Holds(journal, 1, 2);
        }

        Directory.GetFiles(_room.Folder, "*.journal").Length.ShouldBe(2);
        Directory.GetFiles(_room.Folder, "*.seal").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Another_writer_that_came_while_the_disk_failed_is_not_written_over()
    {
        var fails = false;
        var old = _room.Open(new() { Holder = "the old desk", Reached = point => Fail(fails && point == CommitPoint.Begin) });
        fails = true;
        await Should.ThrowAsync<RefusedException>(async () => await old.AppendAsync([JournalRoom.Entry(1)], Cancellation));
        fails = false;
        File.Delete(Path.Combine(_room.Folder, "writer.lock"));
        await using var taken = _room.Open(new() { Holder = "the new desk" });

        var refusal = await Should.ThrowAsync<RefusedException>(async () => await old.AppendAsync([JournalRoom.Entry(1)], Cancellation));

        refusal.Code.ShouldBe(JournalErrors.Fenced, refusal.Message);
        refusal.Message.ShouldContain("the new desk");
        await old.DisposeAsync();
        await taken.AppendAsync([JournalRoom.Entry(2)], Cancellation);
        await Holds(taken, 2);
    }

    [Fact]
    public async Task A_page_that_is_damaged_under_the_writer_stops_it_and_the_file_is_named()
    {
        await using var journal = _room.Open();
        await journal.AppendAsync([.. Enumerable.Range(0, 100).Select(number => new JournalEntry("test.large", 1, new byte[1_000]))], Cancellation);
        DamageUnderTheWriter();

        var refusal = await Should.ThrowAsync<RefusedException>(async () => await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation));

        refusal.Code.ShouldBe(JournalErrors.Damaged);
        refusal.Message.ShouldContain(_room.Segment());
        refusal.Message.ShouldContain("spillway verify");
        (await Should.ThrowAsync<RefusedException>(async () => await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation))).Code.ShouldBe(JournalErrors.Stopped);
    }

    // A commit of another connection has the writer read its pages again.
    private void DamageUnderTheWriter()
    {
        _room.Sql("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var file = new FileStream(_room.Segment(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 5 * 4096;
            file.Write(new byte[file.Length - file.Position]);
        }

        _room.Sql("UPDATE segment SET holder = holder");
    }

    private async Task Holds(IRecordJournal journal, params int[] numbers)
    {
        (await JournalRoom.Read(journal)).Where(record => record.Kind == "test.fact").Select(JournalRoom.Text).ShouldBe(numbers.Select(number => $$"""{"n":{{number}}}"""));
        var found = _room.Verify();
        found.IsWhole.ShouldBeTrue(string.Join("; ", found.Findings));
    }

    private static void Fail(bool isDue)
    {
        if (isDue)
        {
            throw Failure("I/O error");
        }
    }

    private static Exception Failure(string kind) => kind switch
    {
        "I/O error" => new SqliteException("disk I/O error", raw.SQLITE_IOERR),
        "read-only" => new SqliteException("attempt to write a readonly database", raw.SQLITE_READONLY),
        "busy" => new SqliteException("database is locked", raw.SQLITE_BUSY),
        "full" => new SqliteException("database or disk is full", raw.SQLITE_FULL),
        "no file system" => new IOException("Read-only file system"),
        _ => new UnauthorizedAccessException("Permission denied"),
    };
}
