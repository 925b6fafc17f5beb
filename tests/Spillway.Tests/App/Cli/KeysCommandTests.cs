using System.Text;
using System.Text.Json;
using Shouldly;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class KeysCommandTests : IDisposable
{
    private readonly Screen _screen = new();

    private string Keys => Path.Combine(_screen.Terminal.DataFolder, "keys");

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_new_key_is_in_a_file_that_only_its_owner_reads()
    {
        _screen.Run("keys", "init").ShouldBe(0);

        var file = Directory.GetFiles(Keys, "*.key").ShouldHaveSingleItem();
        _screen.Output.ShouldContain(Path.GetFileNameWithoutExtension(file) + "  active   since ");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.ReadAllText(Directory.GetFiles(Keys, "*.pem").ShouldHaveSingleItem()).ShouldStartWith("-----BEGIN PUBLIC KEY-----");
        File.ReadAllText(Path.Combine(Keys, "ring.json")).ShouldNotContain("PRIVATE");
    }

    [Fact]
    public async Task What_becomes_of_keys_stands_in_the_journal()
    {
        _screen.Run("keys", "init").ShouldBe(0);
        _screen.Run("keys", "rotate").ShouldBe(0);
        var names = Names();
        _screen.Run("keys", "revoke", names[1][..12], "--because", "the machine was stolen").ShouldBe(0);

        _screen.Output.ShouldContain("Recorded in the journal.");
        var records = await Records();
        records.Select(record => record.Kind).ShouldBe(["key.created", "key.retired", "key.created", "key.revoked"]);
        var revoked = JsonDocument.Parse(records[3].Payload).RootElement;
        revoked.GetProperty("key_id").GetString().ShouldBe(names[1]);
        revoked.GetProperty("because").GetString().ShouldBe("the machine was stolen");
        _screen.Run("verify").ShouldBe(0);
        _screen.Run("replay").ShouldBe(0);
    }

    [Fact]
    public async Task While_a_desk_holds_the_journal_the_record_waits()
    {
        await using (SqliteJournal.Open(SqliteJournal.FolderIn(_screen.Terminal.DataFolder), TimeProvider.System, new()))
        {
            _screen.Run("keys", "init").ShouldBe(0);
            _screen.Output.ShouldContain("Not yet recorded: a desk holds the journal");
        }

        (await Records()).ShouldBeEmpty();
        _screen.Run("keys", "rotate").ShouldBe(0);
        (await Records()).Select(record => record.Kind).ShouldBe(["key.created", "key.retired", "key.created"]);
    }

    [Fact]
    public void A_program_reads_the_public_halves()
    {
        _screen.Run("keys", "init").ShouldBe(0);
        _screen.Run("keys", "list", "--json", "-").ShouldBe(0);

        var key = JsonDocument.Parse(_screen.Output).RootElement.GetProperty("keys")[0];
        key.EnumerateObject().Select(property => property.Name).ShouldBe(
            ["key_id", "state", "kty", "crv", "x", "y", "created_utc", "retired_utc", "revoked_utc", "because"]);
        key.GetProperty("state").GetString().ShouldBe("active");
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        _screen.Run("keys", "rotate").ShouldBe(1);
        _screen.Errors.ShouldContain("[SW7001]");
        _screen.Run("keys", "init").ShouldBe(0);
        _screen.Run("keys", "init").ShouldBe(1);
        _screen.Errors.ShouldContain("[SW7002]");
        _screen.Run("keys", "revoke", "nobody", "--because", "x").ShouldBe(1);
        _screen.Errors.ShouldContain("[SW7003]");
        var name = Names()[0];
        _screen.Run("keys", "revoke", name, "--because", "lost").ShouldBe(0);
        _screen.Run("keys", "revoke", name, "--because", "lost").ShouldBe(1);
        _screen.Errors.ShouldContain("[SW7005]");
        _screen.Run("keys", "revoke", name, "--because", " ").ShouldBe(2);
    }

    [Fact]
    public void A_key_that_others_may_read_signs_nothing()
    {
        if (OperatingSystem.IsWindows())
        {
            // There are no such rights to look at.
            return;
        }

        _screen.Run("keys", "init").ShouldBe(0);
        File.SetUnixFileMode(Directory.GetFiles(Keys, "*.key")[0], UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Should.Throw<Spillway.Engine.RefusedException>(() => Spillway.App.Proofs.Keys.KeyRing.Open(_screen.Terminal.DataFolder).OpenActive())
            .Message.ShouldContain("[SW7004]");
    }

    private List<string> Names()
    {
        _screen.Run("keys", "list", "--json", "-").ShouldBe(0);
        return [.. JsonDocument.Parse(Encoding.UTF8.GetBytes(_screen.Output)).RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("key_id").GetString()!)];
    }

    private async Task<List<JournalRecord>> Records()
    {
        var records = new List<JournalRecord>();
        await foreach (var record in SqliteJournal.ReadBeside(SqliteJournal.FolderIn(_screen.Terminal.DataFolder), 1, CancellationToken.None))
        {
            records.Add(record);
        }

        return [.. records.Where(record => record.Kind != JournalKinds.Opened)];
    }
}
