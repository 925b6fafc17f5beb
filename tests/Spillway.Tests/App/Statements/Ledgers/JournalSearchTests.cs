using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Statements.Ledgers;
using Spillway.Journal.Memory;
using Xunit;

namespace Spillway.Tests.App.Statements.Ledgers;

public sealed class JournalSearchTests
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(36, 37)]
    [InlineData(99, 100)]
    [InlineData(100, 101)]
    public async Task The_first_record_of_a_time_is_found(int minutes, long number)
    {
        var time = new FakeTimeProvider(_noon.ToDateTimeOffset());
        await using var journal = new MemoryJournal(time);
        for (var record = 0; record < 100; record++)
        {
            await journal.AppendAsync([new("pass", 1, "{}"u8.ToArray())], TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        (await JournalSearch.FirstSinceAsync(journal, _noon + Duration.FromMinutes(minutes), TestContext.Current.CancellationToken)).ShouldBe(number);
    }
}
