using Shouldly;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Proof;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>A disk that is full, that cannot be written, or that gives back other bytes.</summary>
public sealed class DamageTests : IDisposable
{
    private const int PageBytes = 4096;
    private readonly JournalRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_full_file_refuses_what_does_not_fit_and_keeps_the_rest()
    {
        await using var journal = _room.Open(new() { SegmentLimitMegabytes = 1 });
        var large = new JournalEntry("test.large", 1, new byte[400_000]);
        await journal.AppendAsync([large], Cancellation);
        await journal.AppendAsync([large], Cancellation);
        var before = journal.Head;

        var refusal = await Should.ThrowAsync<RefusedException>(async () => await journal.AppendAsync([JournalRoom.Entry(1), large], Cancellation));

        refusal.Code.ShouldBe(JournalErrors.Full);
        refusal.Message.ShouldContain(_room.Folder);
        journal.Head.ShouldBe(before);
        (await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation)).ShouldBe(before.Number + 1);
        (await JournalRoom.Read(journal)).Count.ShouldBe(4);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(30)]
    public async Task A_damaged_page_is_found_with_the_records_on_it_and_those_after_it_are_read(int page)
    {
        await FillPages();
        var damaged = Damage(page);

        var found = _room.Verify().Findings.ShouldHaveSingleItem();

        found.Kind.ShouldBe(JournalFindingKind.SegmentUnreadable);
        (found.LastNumber - found.Number).ShouldBeInRange(0, 8, "a page holds few of these records");
        found.LastNumber.ShouldBeLessThan(190);
        found.At.HasValue.ShouldBe(found.Number > 1, "before the first record there is no instant");
        found.Detail.ShouldContain("malformed");
        damaged.ShouldBeTrue();
    }

    [Fact]
    public async Task A_damaged_page_is_not_read_over()
    {
        await FillPages();
        Damage(page: 8);
        await using var journal = _room.Open();

        var refusal = await Should.ThrowAsync<RefusedException>(async () => await JournalRoom.Read(journal));

        refusal.Code.ShouldBe(JournalErrors.Damaged);
        refusal.Message.ShouldContain(_room.Folder);
    }

    [Fact]
    public async Task One_changed_byte_of_a_payload_is_found_and_not_read_over()
    {
        await FillPages();
        var bytes = File.ReadAllBytes(_room.Segment());
        bytes[(7 * PageBytes) + 2000] ^= 1;
        File.WriteAllBytes(_room.Segment(), bytes);

        var found = _room.Verify().Findings.ShouldHaveSingleItem();

        found.Kind.ShouldBe(JournalFindingKind.Changed);
        await using var journal = _room.Open();
        var refusal = await Should.ThrowAsync<RefusedException>(async () => await JournalRoom.Read(journal));
        refusal.Code.ShouldBe(JournalErrors.ChainBroken);
        refusal.Message.ShouldContain($"Record {found.Number} of");
    }

    [Fact]
    public async Task A_month_cut_in_half_is_found()
    {
        await FillPages();
        var bytes = File.ReadAllBytes(_room.Segment());
        File.WriteAllBytes(_room.Segment(), bytes[..(bytes.Length / 2 / PageBytes * PageBytes)]);

        var found = _room.Verify();

        found.IsWhole.ShouldBeFalse();
        found.Findings.ShouldContain(one => one.Kind == JournalFindingKind.SegmentUnreadable);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_written_is_refused_as_unwritable_and_not_as_held()
    {
        await _room.Fill(5);
        var path = Path.Combine(_room.Folder, "writer.lock");
        File.Delete(path);
        Directory.CreateDirectory(path);

        Should.Throw<RefusedException>(() => _room.Open()).Code.ShouldBe(JournalErrors.Unwritable);
    }

    [Fact]
    public void A_folder_on_a_file_system_that_is_read_only_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The kernel's own file systems cannot be written by anybody.");

        var refusal = Should.Throw<RefusedException>(() => Spillway.Journal.Sqlite.SqliteJournal.Open("/proc/self/fdinfo/journal", _room.Time, new()));

        refusal.Code.ShouldBe(JournalErrors.Unwritable);
        refusal.Message.ShouldContain("/proc/self/fdinfo/journal");
    }

    [Fact]
    public async Task After_a_head_that_could_not_be_written_the_journal_stops_and_the_next_start_knows_what_was_kept()
    {
        await _room.Fill(5);
        var old = File.ReadAllBytes(_room.Head);
        await _room.Fill(1);

        // The commit of the second writer was its last, and its head did not get to the disk.
        File.WriteAllBytes(_room.Head, old);
        Should.Throw<RefusedException>(() => _room.Open()).Code.ShouldBe(JournalErrors.ChainBroken, "two commits ahead is more than a kill can leave");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>200 records of a kilobyte: about four a page.</summary>
    private async Task FillPages()
    {
        await using var journal = _room.Open();
        await journal.AppendAsync([.. Enumerable.Range(0, 200).Select(number => new JournalEntry("test.large", 1, Enumerable.Repeat((byte)number, 1000).ToArray()))], Cancellation);
    }

    private bool Damage(int page)
    {
        var bytes = File.ReadAllBytes(_room.Segment());
        bytes.AsSpan((page - 1) * PageBytes, PageBytes).Fill(0xa5);
        File.WriteAllBytes(_room.Segment(), bytes);
        return bytes.Length > page * PageBytes;
    }
}
