using System.Globalization;
using System.Text;
using Shouldly;
using Spillway.Journal;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.IntegrationTests.Journal;

/// <summary>A writer under load is killed at random moments; what it said was kept is there, and the journal is whole.</summary>
/// <remarks>20 kills; SPILLWAY_JOURNAL_KILLS sets another number.</remarks>
public sealed class JournalKillTests
{
    private const int LongestMilliseconds = 600;

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("SPILLWAY_JOURNAL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 20;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_by_a_kill_at_any_moment()
    {
        using var folder = new TestFolder();
        var random = new Random(4);
        var acknowledged = new SortedDictionary<long, string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            foreach (var (number, payload) in await Killed(folder.Home, kill, random.Next(LongestMilliseconds)))
            {
                acknowledged.Add(number, payload);
            }

            var found = JournalVerifier.Verify(folder.Home, null, TestContext.Current.CancellationToken);
            found.IsWhole.ShouldBeTrue($"kill {kill}: {string.Join("; ", found.Findings)}");
            found.Records.ShouldBeGreaterThanOrEqualTo(acknowledged.Count);
        }

        acknowledged.Count.ShouldBeGreaterThan(Kills);
        await ShouldHold(folder.Home, acknowledged);
    }

    [Fact]
    public async Task A_kill_while_old_months_are_removed_leaves_a_whole_journal()
    {
        using var folder = new TestFolder();
        var random = new Random(5);
        for (var kill = 0; kill < Math.Max(1, Kills / 4); kill++)
        {
            await Killed(folder.Home, kill, random.Next(LongestMilliseconds), keepMonths: 1);

            var found = JournalVerifier.Verify(folder.Home, null, TestContext.Current.CancellationToken);
            found.IsWhole.ShouldBeTrue($"kill {kill}: {string.Join("; ", found.Findings)}");
        }
    }

    [Fact]
    public async Task A_journal_is_verified_and_read_while_it_is_written()
    {
        using var folder = new TestFolder();
        using var process = JournalWriterProcess.Start(folder.Home, seed: 1);
        try
        {
            (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("opened");
            for (var look = 0; look < 10; look++)
            {
                var found = JournalVerifier.Verify(folder.Home, null, TestContext.Current.CancellationToken);
                found.IsWhole.ShouldBeTrue($"look {look}: {string.Join("; ", found.Findings)}");
            }
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>Runs a writer, kills it, and gives what it had acknowledged by then.</summary>
    private static async Task<List<(long Number, string Payload)>> Killed(string folder, int seed, int milliseconds, int? keepMonths = null)
    {
        using var process = JournalWriterProcess.Start(folder, seed, keepMonths);
        if (seed % 2 == 0)
        {
            // Every other kill hits a writer at work, the rest one that may still be opening the journal.
            (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("opened");
        }

        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.WaitForExit(milliseconds).ShouldBeFalse("the writer writes until it is killed");
        process.Kill();
        (await errors).ShouldBeEmpty();
        var lines = (await output).Split('\n')[..^1].Where(line => line != "opened");
        return [.. lines.SelectMany(line => Entries(line.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray(), seed))];
    }

    private static IEnumerable<(long Number, string Payload)> Entries(long[] acknowledged, int seed)
    {
        var (last, count, writer, first) = (acknowledged[0], acknowledged[1], acknowledged[2], acknowledged[3]);
        for (var index = 0; index < count; index++)
        {
            yield return (last - count + 1 + index, $$"""{"index":{{first + index}},"seed":{{seed}},"writer":{{writer}}}""");
        }
    }

    private static async Task ShouldHold(string folder, SortedDictionary<long, string> acknowledged)
    {
        await using var journal = SqliteJournal.Open(folder, TimeProvider.System, new JournalSettings());
        var next = 1L;
        var held = 0;
        await foreach (var record in journal.ReadAsync(1, TestContext.Current.CancellationToken))
        {
            record.Number.ShouldBe(next++);
            if (acknowledged.TryGetValue(record.Number, out var payload))
            {
                Encoding.UTF8.GetString(record.Payload.Span).ShouldBe(payload);
                held++;
            }
        }

        held.ShouldBe(acknowledged.Count);
    }
}
