using System.Collections.Concurrent;
using Shouldly;
using Spillway.App.Journals;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using Spillway.Tests.Journal;
using Xunit;

namespace Spillway.Tests.App.Journals;

public sealed class JournalFollowerTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_cannot_be_read_for_a_moment_is_read_on_afterwards_and_each_record_is_taken_once()
    {
        using var room = new JournalRoom();
        await using var journal = room.Open();
        await AppendAsync(journal, 1, 3);
        var (first, second) = (new Kept(), new Kept());
        await using var follower = new JournalFollower(journal, TimeProvider.System, [first, second]);
        (await follower.CaughtUpAsync(TimeSpan.FromMinutes(1), _cancellation)).ShouldBeTrue();
        first.Numbers.ShouldBe([1, 2, 3, 4]);

        // The writer has the files open and goes on with them; whoever opens them by their names finds something else.
        var month = room.Segment();
        string[] files = [month, month + "-wal", month + "-shm"];
        Array.ForEach(files, static file => File.Move(file, file + ".away"));
        await File.WriteAllTextAsync(month, new string('x', 4096), _cancellation);
        await AppendAsync(journal, 4, 2);
        await UntilAsync(() => follower.Fault is not null);
        follower.Fault.ShouldNotBeNull().ShouldContain("damaged");
        first.Numbers.Count.ShouldBe(4);

        Array.ForEach(files, static file => File.Move(file + ".away", file, overwrite: true));
        await UntilAsync(() => follower.Fault is null);

        follower.Read.ShouldBe(6);
        first.Numbers.ShouldBe([1, 2, 3, 4, 5, 6]);
        second.Numbers.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task A_record_that_one_fold_refuses_is_given_to_it_again_and_to_no_other_that_took_it()
    {
        using var room = new JournalRoom();
        await using var journal = room.Open();
        await AppendAsync(journal, 1, 3);
        var (first, second) = (new Kept(), new Kept { Refuses = 3 });
        await using var follower = new JournalFollower(journal, TimeProvider.System, [first, second]);
        follower.Begin();
        await UntilAsync(() => second.Refused > 1);
        first.Numbers.ShouldBe([1, 2, 3]);
        second.Numbers.ShouldBe([1, 2]);
        follower.Fault.ShouldNotBeNull().ShouldContain("record 3");

        second.Refuses = 0;
        await UntilAsync(() => follower.Fault is null);

        first.Numbers.ShouldBe([1, 2, 3, 4]);
        second.Numbers.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_fault_of_a_fold_is_told_to_whoever_asks_and_thrown_at_the_end()
    {
        using var room = new JournalRoom();
        await using var journal = room.Open();
        var follower = new JournalFollower(journal, TimeProvider.System, [new Faulty()]);

        (await follower.CaughtUpAsync(TimeSpan.FromMinutes(1), _cancellation)).ShouldBeTrue();

        follower.Fault.ShouldBe("not thought of");
        (await Should.ThrowAsync<NotSupportedException>(async () => await follower.DisposeAsync())).Message.ShouldBe("not thought of");
    }

    private static async Task AppendAsync(SqliteJournal journal, int from, int count) =>
        await journal.AppendAsync([.. Enumerable.Range(from, count).Select(JournalRoom.Entry)], _cancellation);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    private sealed class Kept : IJournalFold
    {
        private long _refuses;
        private int _refused;

        public ConcurrentQueue<long> Numbers { get; } = [];

        public long Refuses { set => Volatile.Write(ref _refuses, value); }

        public int Refused => Volatile.Read(ref _refused);

        public long From(long head) => 1;

        public void Take(JournalRecord record)
        {
            if (record.Number == Volatile.Read(ref _refuses))
            {
                Interlocked.Increment(ref _refused);
                throw new RefusedException(JournalErrors.Newer, $"record {record.Number}");
            }

            Numbers.Enqueue(record.Number);
        }
    }

    private sealed class Faulty : IJournalFold
    {
        public long From(long head) => 1;

        public void Take(JournalRecord record) => throw new NotSupportedException("not thought of");
    }
}
