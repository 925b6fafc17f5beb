using System.Text;
using Shouldly;
using Spillway.Journal;
using Spillway.Journal.Memory;
using Xunit;

namespace Spillway.Tests.Journal;

/// <summary>What every journal keeps, on disk or in memory.</summary>
public sealed class RecordJournalTests : IDisposable
{
    private readonly JournalRoom _room = new();

    public static TheoryData<string> Journals => ["memory", "sqlite"];

    public void Dispose() => _room.Dispose();

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Records_come_back_as_they_went_in_numbered_without_a_gap(string kind)
    {
        await using var journal = Journal(kind);
        var before = journal.Head.Number;
        var empty = new JournalEntry("test.empty", 7, ReadOnlyMemory<byte>.Empty);
        var large = new JournalEntry("test.large", 1, new byte[JournalEntry.MostPayloadBytes]);

        (await journal.AppendAsync([JournalRoom.Entry(1), empty], Cancellation)).ShouldBe(before + 2);
        (await journal.AppendAsync([large], Cancellation)).ShouldBe(before + 3);

        var records = await JournalRoom.Read(journal, before + 1);
        records.Select(record => (record.Number, record.Kind, record.Version, record.Payload.Length)).ShouldBe(
            [(before + 1, "test.fact", 1, 7), (before + 2, "test.empty", 7, 0), (before + 3, "test.large", 1, JournalEntry.MostPayloadBytes)]);
        JournalRoom.Text(records[0]).ShouldBe("""{"n":1}""");
        records.ShouldAllBe(record => record.At.ToDateTimeOffset() == _room.Time.GetUtcNow());
        journal.Head.Number.ShouldBe(before + 3);
        journal.Head.At.ShouldBe(records[^1].At);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task An_append_of_nothing_records_nothing(string kind)
    {
        await using var journal = Journal(kind);
        var before = journal.Head;

        (await journal.AppendAsync([], Cancellation)).ShouldBe(before.Number);

        journal.Head.ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Appends_side_by_side_are_each_whole_and_acknowledged_in_the_order_of_their_numbers(string kind)
    {
        await using var journal = Journal(kind);
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, 40).Select(writer => Task.Run(async () =>
        {
            var last = await journal.AppendAsync([.. Enumerable.Range(0, 25).Select(index => JournalRoom.Entry((writer * 100) + index))], Cancellation);
            journal.Head.Number.ShouldBeGreaterThanOrEqualTo(last);
            return (Writer: writer, Last: last);
        })));

        var records = (await JournalRoom.Read(journal)).Where(record => record.Kind == "test.fact").ToDictionary(record => record.Number, JournalRoom.Text);
        records.Count.ShouldBe(1000);
        foreach (var (writer, last) in acknowledged)
        {
            Enumerable.Range(0, 25).Select(index => records[last - 24 + index]).ShouldBe(Enumerable.Range(0, 25).Select(index => $$"""{"n":{{(writer * 100) + index}}}"""));
        }
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_clock_set_back_an_hour_is_noted_and_the_numbers_go_on(string kind)
    {
        await using var journal = Journal(kind);
        await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation);
        _room.Time.AdjustTime(_room.Time.GetUtcNow().AddHours(-1));

        await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation);

        var records = (await JournalRoom.Read(journal))[^3..];
        records.Select(record => record.Kind).ShouldBe(["test.fact", JournalKinds.ClockSteppedBack, "test.fact"]);
        JournalRoom.Text(records[1]).ShouldBe("""{"by_s":3600,"from_utc":"2026-10-30T12:00:00.000000Z","to_utc":"2026-10-30T11:00:00.000000Z"}""");
        (records[0].At - records[2].At).TotalHours.ShouldBe(1);
        records.Select(record => record.Number).ShouldBe([records[0].Number, records[0].Number + 1, records[0].Number + 2]);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task A_clock_that_is_trimmed_by_less_than_a_second_holds_the_last_instant(string kind)
    {
        await using var journal = Journal(kind);
        await journal.AppendAsync([JournalRoom.Entry(1)], Cancellation);
        _room.Time.AdjustTime(_room.Time.GetUtcNow().AddMilliseconds(-900));

        await journal.AppendAsync([JournalRoom.Entry(2)], Cancellation);

        var records = (await JournalRoom.Read(journal))[^2..];
        records.Select(record => record.Kind).ShouldBe(["test.fact", "test.fact"]);
        records[1].At.ShouldBe(records[0].At);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("Upper", 1)]
    [InlineData("a b", 1)]
    [InlineData("journal.opened", 1)]
    [InlineData("test.fact", 0)]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12345", 1)]
    public async Task An_entry_that_no_journal_takes_is_a_fault_of_the_caller(string kind, int version)
    {
        foreach (var name in new[] { "memory", "sqlite" })
        {
            await using var journal = Journal(name);
            var before = journal.Head;
            var entry = new JournalEntry(kind, version, Encoding.UTF8.GetBytes("{}"));

            await Should.ThrowAsync<ArgumentException>(async () => await journal.AppendAsync([JournalRoom.Entry(1), entry], Cancellation));
            journal.Head.ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_payload_beyond_the_limit_is_a_fault_of_the_caller()
    {
        await using var journal = Journal("memory");

        await Should.ThrowAsync<ArgumentException>(async () => await journal.AppendAsync([new("test.fact", 1, new byte[JournalEntry.MostPayloadBytes + 1])], Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IRecordJournal Journal(string kind) => kind == "memory" ? new MemoryJournal(_room.Time) : _room.Open();
}
