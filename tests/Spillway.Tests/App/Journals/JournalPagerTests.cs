using System.Text;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Journals;
using Spillway.Journal.Memory;
using Xunit;

namespace Spillway.Tests.App.Journals;

public sealed class JournalPagerTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private static readonly Instant _begin = Instant.FromUtc(2026, 7, 1, 0, 0);

    [Fact]
    public async Task Pages_from_the_end_hold_every_record_once_newest_first()
    {
        await using var journal = await JournalOf(2_345);
        var pager = new JournalPager(journal);
        var numbers = new List<long>();
        long? before = null;
        do
        {
            var page = await pager.PageAsync(JournalQuery.All, before, 100, _cancellation);
            page.Records.Length.ShouldBeInRange(1, 100);
            numbers.AddRange(page.Records.Select(static record => record.Number));
            before = page.Next;
        }
        while (before is not null);

        numbers.ShouldBe(Enumerable.Range(1, 2_345).Select(static number => (long)number).Reverse());
    }

    [Fact]
    public async Task A_page_of_a_long_journal_looks_at_no_more_than_it_shows()
    {
        await using var journal = await JournalOf(5_000);

        (await new JournalPager(journal).PageAsync(JournalQuery.All, null, 50, _cancellation)).Looked.ShouldBe(50);
    }

    [Fact]
    public async Task A_search_that_finds_little_ends_and_says_where_to_go_on()
    {
        await using var journal = await JournalOf(JournalPager.MostLooked + 1_500);
        var pager = new JournalPager(journal);

        var first = await pager.PageAsync(JournalQuery.All with { Text = "\"n\":7}" }, null, 50, _cancellation);
        var second = await pager.PageAsync(JournalQuery.All with { Text = "\"n\":7}" }, first.Next, 50, _cancellation);

        first.Records.ShouldBeEmpty();
        first.Next.ShouldBe(1_501);
        second.Records.Single().Number.ShouldBe(7);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Kind_time_and_text_are_looked_for_together()
    {
        await using var journal = await JournalOf(3_000);
        var query = new JournalQuery(["odd"], _begin + Duration.FromSeconds(1_000), _begin + Duration.FromSeconds(1_020), "", null);

        var page = await new JournalPager(journal).PageAsync(query, null, 500, _cancellation);

        page.Records.ShouldAllBe(static record => record.Kind == "odd");
        page.Records.Select(static record => record.Number).ShouldBe([1_019, 1_017, 1_015, 1_013, 1_011, 1_009, 1_007, 1_005, 1_003, 1_001]);
        page.Next.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_added_since_is_read_and_a_record_is_found_by_its_number()
    {
        await using var journal = await JournalOf(1_200);
        var pager = new JournalPager(journal);

        (await pager.AfterAsync(1_195, 3, _cancellation)).Select(static record => record.Number).ShouldBe([1_196, 1_197, 1_198]);
        (await pager.FindAsync(1_200, _cancellation))!.Number.ShouldBe(1_200);
        (await pager.FindAsync(1_201, _cancellation)).ShouldBeNull();
        (await pager.FindAsync(0, _cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Where_no_journal_is_kept_there_are_no_records()
    {
        var page = await new JournalPager(null).PageAsync(JournalQuery.All, null, 50, _cancellation);

        page.ShouldBe(new([], null, 0));
    }

    private static async Task<MemoryJournal> JournalOf(int records)
    {
        var clock = new FakeTimeProvider(_begin.ToDateTimeOffset());
        var journal = new MemoryJournal(clock);
        for (var number = 1; number <= records; number++)
        {
            await journal.AppendAsync([new(number % 2 == 0 ? "even" : "odd", 1, Encoding.UTF8.GetBytes($"{{\"n\":{number}}}"))], CancellationToken.None);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        return journal;
    }
}
