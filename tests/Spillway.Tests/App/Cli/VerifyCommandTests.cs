using System.Text.Json;
using Microsoft.Data.Sqlite;
using Shouldly;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    private string Folder => SqliteJournal.FolderIn(_screen.Terminal.DataFolder);

    [Fact]
    public async Task A_whole_journal_of_the_data_folder_exits_with_0()
    {
        await Write();

        _screen.Run("verify").ShouldBe(0);

        _screen.Errors.ShouldBeEmpty();
        _screen.Output.ShouldContain("records 1 to 6, open");
        _screen.Output.ShouldContain("Whole: 6 records, head 6 ");
    }

    [Fact]
    public async Task A_broken_one_exits_with_1_and_names_the_record_and_its_instant()
    {
        await Write();
        Change("UPDATE records SET version = 2 WHERE number = 3");

        _screen.Run("verify").ShouldBe(1);

        _screen.Output.ShouldContain("changed: record 3 (20");
        _screen.Output.ShouldContain("Broken: 1 finding in 6 records.");
    }

    [Fact]
    public async Task A_program_reads_it_as_JSON_and_nothing_else()
    {
        await Write();
        Change("DELETE FROM records WHERE number > 4");

        _screen.Run("verify", "--json", "-").ShouldBe(1);

        var found = JsonDocument.Parse(_screen.Output).RootElement;
        found.EnumerateObject().Select(property => property.Name).ShouldBe(["journal", "whole", "records", "first_number", "head", "segments", "findings"]);
        found.GetProperty("whole").GetBoolean().ShouldBeFalse();
        found.GetProperty("records").GetInt64().ShouldBe(4);
        found.GetProperty("head").GetProperty("number").GetInt64().ShouldBe(6);
        found.GetProperty("head").GetProperty("hash").GetString()!.Length.ShouldBe(64);
        var finding = found.GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        finding.GetProperty("finding").GetString().ShouldBe("tail-cut");
        finding.GetProperty("number").GetInt64().ShouldBe(5);
        finding.GetProperty("last_number").GetInt64().ShouldBe(6);
        finding.GetProperty("at_utc").GetString()!.ShouldEndWith("Z");
    }

    [Fact]
    public async Task Another_journal_can_be_named()
    {
        await Write();
        var elsewhere = Path.Combine(_screen.Folder, "elsewhere");
        Directory.Move(Folder, elsewhere);

        _screen.Run("verify").ShouldBe(1);
        _screen.Errors.ShouldContain("There is no journal in");
        _screen.Errors.ShouldContain("[SW6201]");

        _screen.Run("verify", "--journal", elsewhere).ShouldBe(0);
    }

    private async Task Write()
    {
        await using var journal = SqliteJournal.Open(Folder, TimeProvider.System, new());
        await journal.AppendAsync([.. Enumerable.Range(0, 5).Select(_ => new JournalEntry("test.fact", 1, "{}"u8.ToArray()))], TestContext.Current.CancellationToken);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(Folder, "*.journal").Single()};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
