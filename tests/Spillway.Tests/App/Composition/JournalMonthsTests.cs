using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Shouldly;
using Spillway.App.Composition;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Composition;

/// <summary>A desk that runs in one month after another keeps as many of its journal as the site file says.</summary>
public sealed class JournalMonthsTests : IDisposable
{
    private static readonly DateTimeOffset _first = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    // More than any run takes; where one hangs the test ends.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(2);

    private readonly Screen _screen = new();
    private readonly ConcurrentQueue<string> _said = [];

    public void Dispose() => _screen.Dispose();

    [Fact]
    public async Task Months_beyond_those_kept_are_removed_and_the_journal_is_whole_and_replays()
    {
        for (var month = 0; month < 5; month++)
        {
            await RunAsync(_first.AddMonths(month), "journal_months: 2");
        }

        Files("*.journal").ShouldBe(["0003-2026-03.journal", "0004-2026-04.journal", "0005-2026-05.journal"]);
        Files("*.seal").Length.ShouldBe(4);
        ShouldBeWhole();
        _screen.Run("doctor", Path.Combine(_screen.Folder, "site.yaml"));
        _screen.Output.ReplaceLineEndings(" ").ShouldContain(" 3 months in ");
        _screen.Output.ShouldContain("2 stay beside the one that runs");
        _screen.Run("replay").ShouldBe(0, _screen.Output + _screen.Errors);
        _screen.Output.ShouldContain(": 3 runs, ");
    }

    [Fact]
    public async Task Without_the_key_all_months_stay()
    {
        for (var month = 0; month < 3; month++)
        {
            await RunAsync(_first.AddMonths(month), "policy: strike");
        }

        Files("*.journal").Length.ShouldBe(3);
        ShouldBeWhole();
    }

    [Fact]
    public async Task A_desk_that_was_off_for_longer_than_it_keeps_months_still_finds_what_it_knew()
    {
        await RunAsync(_first, "journal_months: 1");
        await RunAsync(_first.AddMonths(1), "journal_months: 1");
        _said.Clear();

        await RunAsync(_first.AddMonths(9), "journal_months: 1");

        _said.ShouldContain(line => line.StartsWith("Found a journal: ", StringComparison.Ordinal));
        Files("*.journal").ShouldBe(["0002-2026-02.journal", "0003-2026-10.journal"], "the month of the last checkpoint stays");
        ShouldBeWhole();
    }

    [Fact]
    public async Task A_month_that_a_desk_of_version_1_left_open_is_verified_taken_up_and_replayed()
    {
        await RunAsync(_first, "journal_months: 2");
        Sql("ALTER TABLE segment DROP COLUMN commit_first_number", "PRAGMA user_version = 1");
        ShouldBeWhole();

        await RunAsync(_first.AddDays(1), "journal_months: 2");

        Sql("PRAGMA user_version").ShouldBe(2L);
        Sql("SELECT count(*) > 10 AND count(DISTINCT kind) > 3 FROM records").ShouldBe(1L, "it holds what a desk writes");
        ShouldBeWhole();
        _screen.Run("replay").ShouldBe(0, _screen.Output + _screen.Errors);
        _screen.Output.ShouldContain(": 2 runs, ");
        _screen.Output.ShouldContain("Equal.");
    }

    // What the last of them says.
    private object? Sql(params string[] statements)
    {
        using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(SqliteJournal.FolderIn(_screen.Terminal.DataFolder), "*.journal").Single()};Pooling=False");
        connection.Open();
        object? said = null;
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            said = command.ExecuteScalar();
        }

        return said;
    }

    private void ShouldBeWhole()
    {
        var found = JournalVerifier.Verify(SqliteJournal.FolderIn(_screen.Terminal.DataFolder), null, TestContext.Current.CancellationToken);
        found.IsWhole.ShouldBeTrue(string.Join('\n', found.Findings));
    }

    private string?[] Files(string pattern) =>
        [.. Directory.GetFiles(SqliteJournal.FolderIn(_screen.Terminal.DataFolder), pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    // Until it has kept a pass; nothing stands on this site, so that nothing is asked or told.
    private async Task RunAsync(DateTimeOffset begin, string key)
    {
        _screen.Write("prices.csv", "interval_start_utc,LZ_WEST\n" + string.Join('\n', Enumerable.Range(0, 4).Select(index => $"{begin.AddMinutes(-45 + (15 * index)):yyyy-MM-dd'T'HH:mm:ss'Z'},20.5")) + "\n");
        var site = _screen.Write("site.yaml", Site(key));
        var clock = new ShiftedTime(TimeProvider.System, begin, 1);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(_longest);
        var passes = 0;
        var world = new DeskWorld(clock, System.Collections.Immutable.ImmutableDictionary<int, int>.Empty, view => view.Watch.Tell((_, _) =>
        {
            passes++;
            _ = end.CancelAsync();
        }));
        await RunningDesk.RunAsync(
            new(site, _screen.Terminal.DataFolder, IsPaper: false, Port: 0, [], null, null), (clock, world), _said.Enqueue, end.Token);
        passes.ShouldBeGreaterThan(0, string.Join('\n', _said));
    }

    private static string Site(string key) => $"""
        site: months
        time_zone: UTC
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 0.5
        loads:
          - id: hall-a
            kind: miner
            model: whatsminer-m50s
            machines: 2
            value_usd_per_mwh: 90
        prices:
          file: prices.csv
        desk:
          {key}
          pass_seconds: 0.05

        """;
}
