using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.Journal.Sqlite;
using Spillway.Tests.App.Api;
using Spillway.Tests.Journal;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>Whatever is sent, well or badly, no secret stands afterwards in a file, a line for the operator or an answer.</summary>
public sealed class SecretsTests
{
    private const string Guess = "guessed-token-51c0ffee51c0ffee";
    private const string Password = "password-of-an-address-7c1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_stands_in_the_journal_the_store_a_line_or_an_answer()
    {
        var lines = new ConcurrentQueue<string>();
        SqliteJournal? journal = null;
        await using var rig = await ApiRig.StartAsync(Ct, furnish: room => room with
        {
            Journal = journal = SqliteJournal.Open(SqliteJournal.FolderIn(room.DataFolder), TimeProvider.System, new()), Say = lines.Enqueue,
        });
        await using var _ = journal;

        var (key, hook, answers) = await TryAsync(rig);
        string[] secrets = [ApiRig.Token, Guess, Password, key.Split('_')[2], hook["whsec_".Length..]];

        var records = string.Join('\n', (await JournalRoom.Read(journal!)).Select(static record => $"{record.Kind} {JournalRoom.Text(record)}"));
        records.ShouldContain("apikey.created");
        records.ShouldContain("webhook.created");
        records.ShouldContain("person.refused");
        var files = Directory.GetFiles(rig.Folder, "*", SearchOption.AllDirectories);
        files.ShouldContain(static file => file.EndsWith("desk.db", StringComparison.Ordinal));
        var written = string.Concat(files.Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(Text));
        written.ShouldContain("CREATE TABLE apikey_key", Case.Insensitive, "the store is really read");
        foreach (var secret in secrets)
        {
            secret.Length.ShouldBeGreaterThan(20);
            (records.Contains(secret, StringComparison.Ordinal), "in a record").ShouldBe((false, "in a record"));
            (written.Contains(secret, StringComparison.Ordinal), "in a file").ShouldBe((false, "in a file"));
            (lines.Any(line => line.Contains(secret, StringComparison.Ordinal)), "in a line").ShouldBe((false, "in a line"));
            (answers.Any(answer => answer.Contains(secret, StringComparison.Ordinal)), "in an answer").ShouldBe((false, "in an answer"));
        }
    }

    // Every answer but the two that show a secret once.
    private static async Task<(string Key, string Hook, List<string> Answers)> TryAsync(ApiRig rig)
    {
        var answers = new List<string>();
        async Task SendAsync(HttpMethod method, string address, string? body, string? token) =>
            answers.Add((await rig.SendAsync(method, address, body, token)).Body.ToJsonString());

        var key = await rig.KeyAsync("see-desk", "shed");
        var (made, webhook) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", """{"target":"https://192.0.2.7/hook","types":["order"]}""", ApiRig.Token);
        made.ShouldBe(HttpStatusCode.Created);
        foreach (var token in new[] { ApiRig.Token, Guess, key, key + "x", "spillway_" + Guess, null })
        {
            await SendAsync(HttpMethod.Get, "/api/v1/status", null, token);
            await SendAsync(HttpMethod.Get, "/api/v1/statement", null, token);
            await SendAsync(HttpMethod.Get, "/api/v1/keys", null, token);
            await SendAsync(HttpMethod.Get, "/api/v1/webhooks", null, token);
            await SendAsync(HttpMethod.Get, "/api/v1/seconds", null, token);
            await SendAsync(HttpMethod.Get, "/api/v1/me", null, token);
            await SendAsync(HttpMethod.Post, "/api/v1/orders", """{"kind":"shed","to_mw":1,"reason":"x","by":"x"}""", token);
            await SendAsync(HttpMethod.Post, "/api/v1/orders", "{\"kind\":", token);
            await SendAsync(HttpMethod.Post, "/api/v1/webhooks", new JsonObject { ["target"] = $"https://me:{Password}@192.0.2.7/" }.ToJsonString(), token);
            await SendAsync(HttpMethod.Post, "/api/v1/webhooks", new JsonObject { ["target"] = $"ftp://me:{Password}@192.0.2.7/" }.ToJsonString(), token);
            await SendAsync(HttpMethod.Delete, "/api/v1/keys/none", null, token);
        }

        return (key, (string)webhook["secret"]!, answers);
    }

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
