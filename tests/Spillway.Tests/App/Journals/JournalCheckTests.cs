using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Journals;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Journals;

public sealed class JournalCheckTests : IDisposable
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-check-");
    private readonly Gate _gate = new(static () => RoleBook.BuiltIn);

    [Fact]
    public async Task A_whole_journal_is_found_whole_and_the_journal_says_who_asked()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await using var journal = await JournalAsync(20);
        var room = Room(rig, journal);
        await using var check = new JournalCheck(room, new(journal, TimeProvider.System), _gate);

        check.Begin(Actor.Local).IsRunning.ShouldBeTrue();
        await EndedAsync(check);

        check.State!.Result.ShouldNotBeNull().IsWhole.ShouldBeTrue();
        check.State.Result.Head!.Number.ShouldBe(21);
        var last = await LastAsync(journal, 22);
        last.Kind.ShouldBe(PersonKinds.JournalVerified);
        Encoding.UTF8.GetString(last.Payload.Span).ShouldContain("\"by\":\"local\"");
    }

    [Fact]
    public async Task Whoever_may_not_see_the_journal_may_not_have_it_verified_or_take_it_away()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await using var journal = await JournalAsync(1);
        var room = Room(rig, journal);
        var viewer = new Actor("1", "eve", ActorKind.Person, [Roles.Viewer], []);
        await using var check = new JournalCheck(room, new(journal, TimeProvider.System), _gate);
        var export = new JournalExport(room, new(journal, TimeProvider.System), _gate);

        Should.Throw<RefusedException>(() => check.Begin(viewer)).Code.ShouldBe(AccountErrors.NotAllowed);
        (await Should.ThrowAsync<RefusedException>(() => export.WriteAsync(viewer, (1, 2), new Pipe().Writer, _cancellation))).Code.ShouldBe(AccountErrors.NotAllowed);
        check.State.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_taken_away_shows_its_own_chain()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await using var journal = await JournalAsync(50);
        var export = new JournalExport(Room(rig, journal), new(journal, TimeProvider.System), _gate);
        using var stream = new MemoryStream();
        var pipe = PipeWriter.Create(stream, new(leaveOpen: true));

        var written = await export.WriteAsync(Actor.Local, (1, long.MaxValue), pipe, _cancellation);
        await pipe.CompleteAsync();

        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n').Select(static line => JsonNode.Parse(line)!).ToList();
        written.ShouldBe(51);
        lines.Count.ShouldBe(51);
        var previous = JournalHash.Beginning;
        foreach (var line in lines)
        {
            ((string)line["previous"]!).ShouldBe(previous.ToString());
            previous = ChainedRecord.HashOf(
                previous, (long)line["number"]!, (long)line["at_unix_us"]!, ((string)line["kind"]!, (int)line["version"]!), Convert.FromBase64String((string)line["payload_base64"]!));
            ((string)line["hash"]!).ShouldBe(previous.ToString());
        }
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static async Task<JournalRecord> LastAsync(SqliteJournal journal, long number)
    {
        await foreach (var record in journal.ReadAsync(number, _cancellation))
        {
            return record;
        }

        throw new InvalidOperationException($"There is no record {number}.");
    }

    // The check runs on a thread of its own: its end is looked for, for ten seconds at most.
    private static async Task EndedAsync(JournalCheck check)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        await check.Ended.WaitAsync(limit.Token);
    }

    private DeskRoom Room(ApiRig rig, IRecordJournal journal) => new()
    {
        View = rig.View, Board = rig.Board, Journal = journal, DataFolder = _home.FullName, SiteFile = "", Token = ApiRig.Token, Port = 0, Wall = TimeProvider.System,
    };

    private async Task<SqliteJournal> JournalAsync(int records)
    {
        var journal = SqliteJournal.Open(SqliteJournal.FolderIn(_home.FullName), TimeProvider.System, new());
        for (var number = 0; number < records; number++)
        {
            await journal.AppendAsync([new("test", 1, Encoding.UTF8.GetBytes($"{{\"n\":{number}}}"))], _cancellation);
        }

        return journal;
    }
}
