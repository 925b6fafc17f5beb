using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Spillway.App.Earnings;
using Spillway.App.Proofs.Keys;
using Spillway.App.Proofs.Verification;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Journal;
using Spillway.Journal.Memory;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Proofs;
using Spillway.Tests.App.Statements;
using Xunit;

namespace Spillway.Tests.App.Earnings;

/// <summary>Proofs as a desk makes them: of a booked version, with their root shown outside, and of one line alone.</summary>
public sealed class ProofDeskTests : IDisposable
{
    private const string Proof = "/api/v1/proof";
    private readonly SettleDesk _files = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_booked_version_is_proved_and_its_root_stands_in_the_desks_file_and_in_a_timestamp()
    {
        await using var rig = await StartAsync(allowsLocalTargets: true);
        using var authority = new TimestampAuthority(TimeProvider.System.GetUtcNow(), isRsa: false);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/books", """{"month":"2024-06","as":"initial"}""", ApiRig.Token)).Status.ShouldBe(HttpStatusCode.Created);

        var result = (await MadeAsync(rig, $"month=2024-06&as=initial&anchor=file&anchor={Uri.EscapeDataString("rfc3161:" + authority.Address)}"))["result"]!;

        ((bool)result["whole"]!).ShouldBeTrue(result.ToJsonString());
        ((string?)result["booked"])!.ShouldStartWith("version 1 (initial) of 2024-06, ");
        result["facts"]!.AsArray().Select(static fact => ((string)fact!).Split(' ')[0]).ShouldBe(["anchored", "stamped"]);
        var line = (await File.ReadAllLinesAsync(Path.Combine(rig.Folder, ProofDesk.AnchorFile), Ct)).ShouldHaveSingleItem();
        ((string?)JsonNode.Parse(line)!["root"]).ShouldBe((string?)result["root"]);
    }

    [Fact]
    public async Task One_line_is_proved_alone_and_nothing_of_it_stays_behind()
    {
        await using var rig = await StartAsync(allowsLocalTargets: false);
        var made = await MadeAsync(rig, "month=2024-06");
        var (_, statement) = await rig.GetAsync("/api/v1/statement/lines?month=2024-06");
        string[] lines = [.. statement["lines"]!.AsArray().Select(static line => (string)line!["line"]!)];
        lines.Length.ShouldBeGreaterThan(1);

        using var answer = await rig.AnswerAsync(HttpMethod.Get, $"{Proof}/{made["id"]}/lines/{lines[0]}", null, ApiRig.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("worked-2024-06-01-to-2024-07-01-line.proof");
        await File.WriteAllBytesAsync(_files.At("line.proof"), await answer.Content.ReadAsByteArrayAsync(Ct), Ct);
        var found = BundleVerifier.Verify(_files.At("line.proof"), new((string?)made["result"]!["key_id"], null), Ct);
        (found.IsOneLine, found.IsWhole, found.Lines, found.Root).ShouldBe((true, true, 1, (string?)made["result"]!["root"]));
        (await File.ReadAllTextAsync(_files.At("line.proof"), Ct)).ShouldNotContain($"\"line\":\"{lines[1]}\"");
        Directory.GetFiles(Path.Combine(rig.Folder, "proofs-taken"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldEndWith(".proof");

        var (status, refusal) = await rig.GetAsync($"{Proof}/{made["id"]}/lines/2024-06-03T20:00:00Z/delivery/-/energy");
        (status, (string?)refusal["code"]).ShouldBe((HttpStatusCode.NotFound, "SW7103"));
    }

    [Theory]
    [InlineData("month=2024-06&anchor=http://127.0.0.1:9/", "SW6621")]
    [InlineData("month=2024-06&anchor=rfc3161:https://localhost/", "SW6621")]
    [InlineData("month=2024-06&anchor=https://169.254.169.254/", "SW6621")]
    [InlineData("month=2024-06&anchor=file:/tmp/elsewhere", "SW6503")]
    [InlineData("month=2024-06&anchor=file&anchor=file&anchor=file&anchor=file&anchor=file", "SW6503")]
    [InlineData("month=2024-06&as=correction", "SW6503")]
    [InlineData("day=2024-06-03&as=initial", "SW4221")]
    public async Task What_cannot_be_is_refused_before_anything_is_made(string query, string code)
    {
        await using var rig = await StartAsync(allowsLocalTargets: false);

        var (status, refusal) = await rig.SendAsync(HttpMethod.Post, $"{Proof}?{query}", null, ApiRig.Token);

        ((string?)refusal["code"]).ShouldBe(code, refusal.ToJsonString());
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        rig.Services.GetRequiredService<ProofDesk>().Jobs.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_is_not_booked_fails_and_makes_no_bundle()
    {
        await using var rig = await StartAsync(allowsLocalTargets: false);

        var ended = await MadeAsync(rig, "month=2024-06&as=final&anchor=file");

        ((string?)ended["state"], (string?)ended["code"]).ShouldBe(("failed", "SW4227"));
        File.Exists(Path.Combine(rig.Folder, ProofDesk.AnchorFile)).ShouldBeFalse();
    }

    private static async Task<JsonObject> MadeAsync(ApiRig rig, string query)
    {
        var (status, begun) = await rig.SendAsync(HttpMethod.Post, $"{Proof}?{query}", null, ApiRig.Token);
        status.ShouldBe(HttpStatusCode.Accepted, begun.ToJsonString());
        await rig.Services.GetRequiredService<ProofDesk>().Jobs.Find((string)begun["id"]!).EndedAsync(Ct);
        return (await rig.GetAsync($"{Proof}/{begun["id"]}")).Body;
    }

    [Fact]
    public async Task The_first_proof_makes_the_key_and_the_journal_tells_of_it()
    {
        var journal = new MemoryJournal(TimeProvider.System);
        await using var rig = await StartAsync(allowsLocalTargets: false, journal);

        var (first, second) = (MadeAsync(rig, "month=2024-06"), MadeAsync(rig, "day=2024-06-03"));
        (await first)["result"]!["key_id"]!.ToString().ShouldBe((await second)["result"]!["key_id"]!.ToString(), "two at once have one key");

        var key = KeyRing.Open(rig.Folder).Keys.ShouldHaveSingleItem();
        (key.Id.Text, key.IsActive).ShouldBe(((string)(await first)["result"]!["key_id"]!, true));
        var file = Directory.GetFiles(Path.Combine(rig.Folder, "keys"), "*.key").ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var record = (await KindsAsync(journal, RecordKinds.KeyCreated)).ShouldHaveSingleItem();
        ((string?)JsonNode.Parse(record.Payload.Span)!["key_id"]).ShouldBe(key.Id.Text);
        KeyRing.Open(rig.Folder).Events.ShouldHaveSingleItem().Record.ShouldBe(record.Number);
    }

    [Fact]
    public async Task A_revoked_key_is_followed_by_none_that_nobody_has_decided_on()
    {
        await using var rig = await StartAsync(allowsLocalTargets: false);
        var ring = KeyRing.Open(rig.Folder);
        ring.Revoke(ring.Active!.Id.Text, "lost", Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));

        var failed = await MadeAsync(rig, "month=2024-06");

        ((string?)failed["state"], (string?)failed["code"]).ShouldBe(("failed", KeyErrors.None.Id));
    }

    private static async Task<List<JournalRecord>> KindsAsync(MemoryJournal journal, string kind)
    {
        var found = new List<JournalRecord>();
        await foreach (var record in journal.ReadAsync(1, Ct))
        {
            if (record.Kind == kind)
            {
                found.Add(record);
            }
        }

        return found;
    }

    private async Task<ApiRig> StartAsync(bool allowsLocalTargets, MemoryJournal? journal = null)
    {
        _files.PriceFile("interval_start_utc,LZ_WEST\n2024-06-03T20:00:00Z,40\n2024-06-03T20:15:00Z,60\n2024-06-03T20:30:00Z,900\n2024-06-03T20:45:00Z,1500\n");
        _files.MeterFile(SettleDesk.Rows("main", "2024-06-03T20:00:00Z", 25, 25, 0, 0));
        var site = SiteFile.Read(_files.At("site.yaml"));
        return await ApiRig.StartAsync(Ct, allowsLocalTargets: allowsLocalTargets, furnish: room =>
        {
            if (journal is null)
            {
                KeyRing.Open(room.DataFolder).Init(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
            }

            return room with
            {
                Journal = journal,
                SiteFile = _files.At("site.yaml"),
                View = room.View with
                {
                    Site = site with { Installation = room.View.Site.Installation },
                    Load = (period, _, cancellation) => Task.FromResult(SettleLoading.Load(
                        site, new(_files.At("site.yaml"), [.. _files.Prices], [.. _files.Meters], [], null, period.From, period.To), room.DataFolder, cancellation)),
                },
            };
        });
    }
}
