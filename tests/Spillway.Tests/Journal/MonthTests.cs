using Shouldly;
using Spillway.Journal;
using Spillway.Journal.Proof;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>Months are closed, sealed and at last removed; the chain goes on across them.</summary>
public sealed class MonthTests : IDisposable
{
    private readonly JournalRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_new_month_begins_a_file_and_seals_the_one_before()
    {
        await Months(3, new());

        Names("*.journal").ShouldBe(["0001-2026-10.journal", "0002-2026-11.journal", "0003-2026-12.journal"]);
        Names("*.seal").ShouldBe(["0001-2026-10.seal", "0002-2026-11.seal"]);
        Names("*-wal").ShouldBeEmpty();
        File.ReadAllText(Path.Combine(_room.Folder, "0001-2026-10.seal")).ShouldStartWith(
            "spillway-seal 1\nsegment=0001-2026-10\nfirst_number=1\nlast_number=6\nfirst_at=2026-10-30T12:00:00.000000Z\nlast_at=2026-10-30T12:00:00.000000Z\nprevious=0000");
        File.GetAttributes(_room.Segment()).HasFlag(FileAttributes.ReadOnly).ShouldBeTrue();
        var found = _room.Verify();
        found.IsWhole.ShouldBeTrue(string.Join('\n', found.Findings));
        found.Segments.Select(segment => (segment.FirstNumber, segment.LastNumber, segment.IsSealed)).ShouldBe([(1, 6, true), (7, 11, true), (12, 16, false)]);
    }

    [Fact]
    public async Task Reading_goes_across_months_from_any_number()
    {
        await Months(3, new());
        await using var journal = _room.Open();

        (await JournalRoom.Read(journal)).Select(record => record.Number).ShouldBe(Enumerable.Range(1, 17).Select(number => (long)number));
        (await JournalRoom.Read(journal, 9)).Select(record => record.Number).ShouldBe(Enumerable.Range(9, 9).Select(number => (long)number));
        (await JournalRoom.Read(journal, 18)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_set_back_over_the_turn_of_a_month_begins_no_file()
    {
        await Months(2, new());
        _room.Time.AdjustTime(_room.Time.GetUtcNow().AddMonths(-1));
        await _room.Fill(5);

        Names("*.journal").Length.ShouldBe(2);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Retention_removes_whole_sealed_months_and_leaves_their_seals()
    {
        await Months(5, new() { KeepMonths = 2 });

        Names("*.journal").ShouldBe(["0003-2026-12.journal", "0004-2027-01.journal", "0005-2027-02.journal"]);
        Names("*.seal").Length.ShouldBe(4);
        var found = _room.Verify();
        found.IsWhole.ShouldBeTrue(string.Join('\n', found.Findings));
        found.Segments.Count(segment => segment.IsRemoved).ShouldBe(2);
        await using var journal = _room.Open();
        var records = await JournalRoom.Read(journal);
        records[0].Number.ShouldBe(found.First);
        records.Where(record => record.Kind == JournalKinds.SegmentRemoved).Select(JournalRoom.Text).ShouldAllBe(text => text.Contains("\"segment\":\"000"));
    }

    [Fact]
    public async Task A_month_that_holds_a_record_which_is_needed_stays_with_all_after_it()
    {
        await Months(5, new() { KeepMonths = 1, NeededFrom = () => 11 });

        Names("*.journal").ShouldBe(["0002-2026-11.journal", "0003-2026-12.journal", "0004-2027-01.journal", "0005-2027-02.journal"]);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Months_removed_long_ago_need_only_the_newest_record_of_it()
    {
        await Months(9, new() { KeepMonths = 1 });

        var found = _room.Verify();

        found.IsWhole.ShouldBeTrue(string.Join('\n', found.Findings));
        found.Segments.Count(segment => segment.IsRemoved).ShouldBe(7);
    }

    [Fact]
    public async Task A_month_that_somebody_else_removed_is_missing()
    {
        await Months(3, new());
        File.SetAttributes(_room.Segment(1), FileAttributes.Normal);
        File.Delete(_room.Segment(1));

        Findings().ShouldBe([(JournalFindingKind.Missing, 7L, 11L)]);
    }

    [Fact]
    public async Task A_month_removed_with_its_seal_is_missing()
    {
        await Months(3, new());
        File.SetAttributes(_room.Segment(1), FileAttributes.Normal);
        File.Delete(_room.Segment(1));
        File.Delete(Path.Combine(_room.Folder, "0002-2026-11.seal"));

        Findings().ShouldBe([(JournalFindingKind.Missing, 7L, 11L)]);
    }

    [Fact]
    public async Task The_tail_of_a_sealed_month_cut_off_is_missing()
    {
        await Months(3, new());
        _room.Sql("DELETE FROM records WHERE number >= 10", segment: 1);

        Findings().ShouldBe([(JournalFindingKind.SealDiffers, 7L, 7L), (JournalFindingKind.Missing, 10L, 11L)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_record_changed_in_a_sealed_month_is_named()
    {
        await Months(3, new());
        _room.Sql("UPDATE records SET version = 2 WHERE number = 8", segment: 1);

        Findings().ShouldBe([(JournalFindingKind.Changed, 8L, 8L)]);
    }

    [Theory]
    [InlineData("UPDATE segment SET first_number = 6", "begins with record 6")]
    [InlineData("UPDATE segment SET previous = zeroblob(32)", "another hash")]
    [InlineData("UPDATE segment SET is_sealed = 0", "says that it is open")]
    [InlineData("DELETE FROM segment", "the one row")]
    public async Task A_row_about_a_sealed_month_that_does_not_fit_is_a_finding(string sql, string said)
    {
        await Months(3, new());
        _room.Sql(sql, segment: 1);

        var finding = _room.Verify().Findings.ShouldHaveSingleItem();

        (finding.Kind, finding.Number).ShouldBe((JournalFindingKind.SegmentDiffers, 7L));
        finding.Detail.ShouldContain(said);
    }

    [Fact]
    public async Task A_seal_of_another_month_is_a_finding()
    {
        await Months(3, new());
        File.Copy(Path.Combine(_room.Folder, "0001-2026-10.seal"), Path.Combine(_room.Folder, "0002-2026-11.seal"), overwrite: true);

        _room.Verify().Findings.ShouldHaveSingleItem().Detail.ShouldBe("the seal of 0002-2026-11 is that of 0001-2026-10");
    }

    [Fact]
    public async Task A_desk_does_not_read_over_a_month_that_is_missing()
    {
        await Months(3, new());
        File.SetAttributes(_room.Segment(1), FileAttributes.Normal);
        File.Delete(_room.Segment(1));
        await using var journal = _room.Open();

        var refusal = await Should.ThrowAsync<Spillway.Engine.RefusedException>(async () => await JournalRoom.Read(journal));

        refusal.Code.ShouldBe(JournalErrors.ChainBroken);
        refusal.Message.ShouldContain("Records 7 to 11 of");
    }

    [Theory]
    [InlineData("")]
    [InlineData("spillway-seal 1\nsegment=0002-2026-11\n")]
    public async Task A_seal_that_says_nothing_is_a_finding(string text)
    {
        await Months(3, new());
        File.WriteAllText(Path.Combine(_room.Folder, "0002-2026-11.seal"), text);

        Findings().ShouldBe([(JournalFindingKind.SealDiffers, 7L, 7L)]);
    }

    [Fact]
    public async Task A_reader_at_work_does_not_hold_up_the_turn_of_a_month()
    {
        await using (var journal = _room.Open())
        {
            await journal.AppendAsync([.. Enumerable.Range(0, 5).Select(JournalRoom.Entry)], TestContext.Current.CancellationToken);
            await using var reader = journal.ReadAsync(1, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
            (await reader.MoveNextAsync()).ShouldBeTrue();
            _room.Time.SetUtcNow(new DateTimeOffset(2026, 11, 15, 0, 0, 0, TimeSpan.Zero));

            await journal.AppendAsync([JournalRoom.Entry(6)], TestContext.Current.CancellationToken);

            (await reader.MoveNextAsync()).ShouldBeTrue();
            reader.Current.Number.ShouldBe(2);
        }

        Names("*.seal").ShouldBe(["0001-2026-10.seal"]);
        _room.Verify().IsWhole.ShouldBeTrue();
        await using var again = _room.Open();
        (await JournalRoom.Read(again)).Select(record => record.Number).ShouldBe(Enumerable.Range(1, 8).Select(number => (long)number));
    }

    [Fact]
    public async Task A_kill_between_sealing_and_the_seal_is_made_good_at_the_next_start()
    {
        await Months(2, new());
        _room.Sql("UPDATE segment SET is_sealed = 1", segment: 1);

        await using (var journal = _room.Open())
        {
            await journal.AppendAsync([JournalRoom.Entry(1)], TestContext.Current.CancellationToken);
        }

        Names("*.seal").ShouldBe(["0001-2026-10.seal", "0002-2026-11.seal"]);
        Names("*.journal").ShouldBe(["0001-2026-10.journal", "0002-2026-11.journal", "0003-2026-11.journal"]);
        _room.Verify().IsWhole.ShouldBeTrue();
    }

    private List<(JournalFindingKind Kind, long First, long Last)> Findings() =>
        [.. _room.Verify().Findings.Select(one => (one.Kind, one.Number, one.LastNumber))];

    private string?[] Names(string pattern) => [.. Directory.GetFiles(_room.Folder, pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    /// <summary>Five entries a month from October 2026 on; the first record of all says who opened it.</summary>
    private async Task Months(int months, JournalSettings settings)
    {
        await using var journal = _room.Open(settings);
        for (var month = 0; month < months; month++)
        {
            await journal.AppendAsync([.. Enumerable.Range(0, 5).Select(JournalRoom.Entry)], TestContext.Current.CancellationToken);
            _room.Time.SetUtcNow(new DateTimeOffset(2026, 11, 15, 0, 0, 0, TimeSpan.Zero).AddMonths(month));
        }

        _room.Time.AdjustTime(_room.Time.GetUtcNow().AddMonths(-1));
    }
}
