using Shouldly;
using Spillway.Journal.Proof;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>Whatever is done to the records by somebody with SQLite at hand, the record is named.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly JournalRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_journal_as_it_was_written_is_whole()
    {
        await _room.Fill(20);

        var found = _room.Verify();

        found.IsWhole.ShouldBeTrue(string.Join('\n', found.Findings));
        (found.Records, found.First, found.Head!.Number).ShouldBe((21, 1, 21));
        found.Segments.ShouldHaveSingleItem().ShouldBe(new VerifiedSegment("0001-2026-10", 1, 21, false, false));
    }

    [Theory]
    [InlineData("payload = CAST('{\"n\":99}' AS BLOB)")]
    [InlineData("payload = x''")]
    [InlineData("kind = 'test.facts'")]
    [InlineData("version = 2")]
    [InlineData("version = 4294967297")]
    [InlineData("at_unix_us = at_unix_us + 1")]
    [InlineData("at_unix_us = 9223372036854775807")]
    [InlineData("previous = x'1111111111111111111111111111111111111111111111111111111111111111'")]
    [InlineData("previous = x'01'")]
    [InlineData("hash = zeroblob(32)")]
    [InlineData("hash = x''")]
    public async Task A_changed_record_is_named(string change)
    {
        foreach (var number in new[] { 11, 1, 21 })
        {
            using var room = new JournalRoom();
            await room.Fill(20);
            room.Sql($"UPDATE records SET {change} WHERE number = {number}");

            Findings(room).ShouldBe([(JournalFindingKind.Changed, (long)number, (long)number)]);
        }
    }

    [Fact]
    public async Task A_record_changed_and_hashed_anew_is_named()
    {
        await _room.Fill(20);
        _room.Sql($"UPDATE records SET version = 2 WHERE number = 11; UPDATE records SET hash = x'{IndependentChain.HashOf(_room.Segment(), 11)}' WHERE number = 11");

        Findings(_room).ShouldBe([(JournalFindingKind.Changed, 11L, 11L)]);
    }

    [Fact]
    public async Task A_missing_record_is_named()
    {
        await _room.Fill(20);
        _room.Sql("DELETE FROM records WHERE number = 11");

        Findings(_room).ShouldBe([(JournalFindingKind.Missing, 11L, 11L)]);
    }

    [Fact]
    public async Task Several_missing_records_are_named_with_the_instant_before_them()
    {
        await _room.Fill(20);
        _room.Sql("DELETE FROM records WHERE number BETWEEN 11 AND 14");

        var found = _room.Verify().Findings.ShouldHaveSingleItem();
        (found.Kind, found.Number, found.LastNumber).ShouldBe((JournalFindingKind.Missing, 11L, 14L));
        found.At.ShouldBe(NodaTime.Instant.FromUtc(2026, 10, 30, 12, 0, 2));
    }

    [Fact]
    public async Task The_first_record_missing_is_named()
    {
        await _room.Fill(20);
        _room.Sql("DELETE FROM records WHERE number = 1");

        Findings(_room).ShouldBe([(JournalFindingKind.Missing, 1L, 1L)]);
    }

    [Fact]
    public async Task A_missing_record_is_named_though_the_others_were_numbered_anew()
    {
        await _room.Fill(20);
        _room.Sql("DELETE FROM records WHERE number = 11;" + Renumbered(11, "- 1"));

        Findings(_room).ShouldBe([(JournalFindingKind.Missing, 11L, 11L)]);
    }

    [Theory]
    [InlineData(11, 12)]
    [InlineData(5, 15)]
    [InlineData(1, 21)]
    public async Task Records_that_changed_places_are_both_named(int one, int other)
    {
        await _room.Fill(20);
        _room.Sql($"UPDATE records SET number = 1000 WHERE number = {one}; UPDATE records SET number = {one} WHERE number = {other}; UPDATE records SET number = {other} WHERE number = 1000");

        Findings(_room).ShouldBe([(JournalFindingKind.Reordered, one, one), (JournalFindingKind.Reordered, other, other)]);
    }

    [Fact]
    public async Task Records_that_changed_places_far_from_one_another_are_both_named()
    {
        await _room.Fill(1);
        await using (var journal = _room.Open())
        {
            await journal.AppendAsync([.. Enumerable.Range(0, 500).Select(JournalRoom.Entry)], TestContext.Current.CancellationToken);
        }

        _room.Sql("UPDATE records SET number = 1000 WHERE number = 20; UPDATE records SET number = 20 WHERE number = 420; UPDATE records SET number = 420 WHERE number = 1000");

        Findings(_room).ShouldBe([(JournalFindingKind.Reordered, 20, 20), (JournalFindingKind.Reordered, 420, 420)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_inserted_record_is_named_with_and_without_a_hash_that_fits(bool isHashed)
    {
        await _room.Fill(20);
        _room.Sql(Renumbered(10, "+ 1") + "INSERT INTO records SELECT 11, at_unix_us, 'test.fact', 1, x'7b7d', hash, zeroblob(32) FROM records WHERE number = 10;");
        if (isHashed)
        {
            _room.Sql($"UPDATE records SET hash = x'{IndependentChain.HashOf(_room.Segment(), 11)}' WHERE number = 11");
        }

        Findings(_room).ShouldBe([(JournalFindingKind.Inserted, 11L, 11L)]);
    }

    [Fact]
    public async Task A_copy_put_after_the_end_is_named()
    {
        await _room.Fill(20);
        _room.Sql("INSERT INTO records SELECT 22, at_unix_us, kind, version, payload, previous, hash FROM records WHERE number = 11");

        Findings(_room).ShouldBe([(JournalFindingKind.Inserted, 22L, 22L)]);
    }

    [Fact]
    public async Task A_record_chained_on_after_the_end_is_named()
    {
        await _room.Fill(20);
        _room.Sql("INSERT INTO records SELECT 22, at_unix_us, kind, version, payload, hash, zeroblob(32) FROM records WHERE number = 21");
        _room.Sql($"UPDATE records SET hash = x'{IndependentChain.HashOf(_room.Segment(), 22)}' WHERE number = 22");

        Findings(_room).ShouldBe([(JournalFindingKind.HeadDiffers, 22L, 22L)]);
    }

    [Fact]
    public async Task A_record_below_the_first_number_is_named()
    {
        await _room.Fill(5);
        _room.Sql("INSERT INTO records SELECT -3, at_unix_us, kind, version, payload, previous, hash FROM records WHERE number = 2");

        Findings(_room).ShouldContain(one => one.Kind == JournalFindingKind.Inserted && one.First == -3);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(12)]
    [InlineData(1)]
    public async Task A_cut_tail_is_named(int from)
    {
        await _room.Fill(20);
        _room.Sql($"DELETE FROM records WHERE number >= {from}");

        Findings(_room).ShouldBe([(JournalFindingKind.TailCut, from, 21L)]);
    }

    [Fact]
    public async Task A_tail_written_anew_shows_against_the_head()
    {
        await _room.Fill(20);
        for (var number = 11; number <= 21; number++)
        {
            _room.Sql($"UPDATE records SET version = 2, previous = (SELECT hash FROM records WHERE number = {number - 1}) WHERE number = {number}");
            _room.Sql($"UPDATE records SET hash = x'{IndependentChain.HashOf(_room.Segment(), number)}' WHERE number = {number}");
        }

        Findings(_room).ShouldBe([(JournalFindingKind.HeadDiffers, 21L, 21L)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("spillway-head 1 number=")]
    public async Task A_head_that_says_nothing_is_a_finding(string text)
    {
        await _room.Fill(20);
        File.WriteAllText(_room.Head, text);

        Findings(_room).ShouldBe([(JournalFindingKind.HeadUnreadable, 21L, 21L)]);

        File.Delete(_room.Head);
        Findings(_room).ShouldBe([(JournalFindingKind.HeadUnreadable, 21L, 21L)]);
    }

    [Fact]
    public async Task A_head_put_back_is_a_finding()
    {
        await _room.Fill(10);
        var old = File.ReadAllBytes(_room.Head);
        await _room.Fill(10);
        File.WriteAllBytes(_room.Head, old);

        Findings(_room).ShouldBe([(JournalFindingKind.HeadDiffers, 12L, 22L)]);
    }

    [Theory]
    [InlineData("UPDATE segment SET first_number = 5", "begins with record 5")]
    [InlineData("UPDATE segment SET previous = x'1111111111111111111111111111111111111111111111111111111111111111'", "another hash")]
    [InlineData("UPDATE segment SET previous = x'01'", "the one row")]
    [InlineData("UPDATE segment SET epoch = 0", "epoch 0; record 1 says")]
    [InlineData("UPDATE segment SET holder = 'another desk'", "in the hands of 'another desk', epoch 1; record 1 says")]
    [InlineData("DELETE FROM segment", "the one row")]
    [InlineData("INSERT INTO segment SELECT * FROM segment", "the one row")]
    public async Task A_row_about_the_month_that_does_not_say_what_its_records_say_is_a_finding(string sql, string said)
    {
        await _room.Fill(20);
        _room.Sql(sql);

        var found = _room.Verify();

        var finding = found.Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Number, finding.LastNumber).ShouldBe((JournalFindingKind.SegmentDiffers, 1L, 1L));
        finding.At.ShouldBe(NodaTime.Instant.FromUtc(2026, 10, 30, 12, 0, 0));
        finding.Detail.ShouldStartWith("0001-2026-10.journal ");
        finding.Detail.ShouldContain(said);
        found.Segments.ShouldHaveSingleItem().ShouldBe(new VerifiedSegment("0001-2026-10", 1, 21, false, false));
        found.Records.ShouldBe(21, "the records are looked at all the same");
    }

    [Fact]
    public async Task A_writer_killed_between_taking_a_month_and_its_record_of_that_leaves_nothing_to_find()
    {
        await _room.Fill(20);
        _room.Sql("UPDATE segment SET epoch = epoch + 1, holder = 'a desk that was killed'");

        _room.Verify().Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0002-2026-10", "stands where file 0001 belongs")]
    [InlineData("0001-2026-11", "named after a month later")]
    public async Task A_month_under_another_name_is_a_finding(string name, string said)
    {
        await _room.Fill(20);
        File.Move(_room.Segment(), Path.Combine(_room.Folder, name + ".journal"));

        var finding = _room.Verify().Findings.ShouldHaveSingleItem();

        (finding.Kind, finding.Number).ShouldBe((JournalFindingKind.SegmentDiffers, 1L));
        finding.Detail.ShouldContain(said);
    }

    [Fact]
    public async Task Of_what_nothing_stands_before_no_instant_is_said()
    {
        await _room.Fill(20);
        _room.Sql("DELETE FROM records WHERE number = 1");

        _room.Verify().Findings.ShouldHaveSingleItem().At.ShouldBeNull();

        File.WriteAllText(_room.Segment(), new string('x', 8192));
        _room.Verify().Findings.ShouldAllBe(finding => finding.At == null);
    }

    [Fact]
    public async Task Nothing_is_changed_by_looking()
    {
        await _room.Fill(20);
        var before = Bytes();

        _room.Verify();

        Bytes().ShouldBe(before);

        Dictionary<string, string> Bytes() => Directory.GetFiles(_room.Folder).ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
    }

    private static string Renumbered(int after, string by) =>
        $"UPDATE records SET number = -number WHERE number > {after}; UPDATE records SET number = -number {by} WHERE number < 0;";

    private static List<(JournalFindingKind Kind, long First, long Last)> Findings(JournalRoom room) =>
        [.. room.Verify().Findings.Select(one => (one.Kind, one.Number, one.LastNumber))];
}
