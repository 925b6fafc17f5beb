using Shouldly;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Backup;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>Copies of a journal, and journals made of them.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly JournalRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_journal_is_copied_while_it_is_written_and_goes_on_from_the_copy()
    {
        await using (var journal = _room.Open())
        {
            await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation);
            _room.Time.SetUtcNow(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero));
            await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation);

            JournalBackup.Write(_room.Folder, Copy, Cancellation).Head.ShouldBe(journal.Head);

            await journal.AppendAsync([JournalRoom.Entry(3)], Cancellation);
        }

        Directory.Delete(_room.Folder, recursive: true);
        JournalBackup.Restore(Copy, _room.Folder, Cancellation).IsWhole.ShouldBeTrue();

        await using var restored = _room.Open();
        await restored.AppendAsync([JournalRoom.Entry(4)], Cancellation);
        (await JournalRoom.Read(restored)).Where(record => record.Kind == "test.fact").Select(JournalRoom.Text).ShouldBe(["""{"n":1}""", """{"n":2}""", """{"n":4}"""]);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Copies_taken_under_load_are_each_whole()
    {
        await using var journal = _room.Open();
        using var stop = new CancellationTokenSource();
        var load = Task.Run(
            async () =>
            {
                for (var number = 0; !stop.IsCancellationRequested; number++)
                {
                    await journal.AppendAsync([JournalRoom.Entry(number)], CancellationToken.None);
                }
            },
            Cancellation);

        for (var copy = 0; copy < 5; copy++)
        {
            JournalBackup.Write(_room.Folder, $"{Copy}-{copy}", Cancellation).IsWhole.ShouldBeTrue();
        }

        await stop.CancelAsync();
        await load;
    }

    [Theory]
    [InlineData("UPDATE records SET version = 2 WHERE number = 3")]
    [InlineData("DELETE FROM records WHERE number >= 5")]
    public async Task A_journal_that_is_not_whole_is_not_copied(string sql)
    {
        await _room.Fill(5);
        _room.Sql(sql);

        var refusal = Should.Throw<RefusedException>(() => JournalBackup.Write(_room.Folder, Copy, Cancellation));

        refusal.Code.ShouldBe(JournalErrors.ChainBroken);
        refusal.Message.ShouldContain("not whole");
        Directory.GetDirectories(_room.Root).ShouldBe([_room.Folder], "nothing is left behind");
    }

    [Fact]
    public async Task A_target_that_is_there_is_left_alone()
    {
        await _room.Fill(5);
        Directory.CreateDirectory(Copy);

        Should.Throw<RefusedException>(() => JournalBackup.Write(_room.Folder, Copy, Cancellation)).Code.ShouldBe(JournalErrors.TargetInUse);
        Should.Throw<RefusedException>(() => JournalBackup.Restore(_room.Folder, Copy, Cancellation)).Code.ShouldBe(JournalErrors.TargetInUse);
    }

    [Fact]
    public async Task What_is_no_journal_is_not_copied()
    {
        Should.Throw<RefusedException>(() => JournalBackup.Write(_room.Folder, Copy, Cancellation)).Code.ShouldBe(JournalErrors.NotThere);

        await _room.Fill(5);
        File.Delete(_room.Head);
        Should.Throw<RefusedException>(() => JournalBackup.Write(_room.Folder, Copy, Cancellation)).Code.ShouldBe(JournalErrors.HeadUnreadable);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Copy => Path.Combine(_room.Root, "copy");
}
