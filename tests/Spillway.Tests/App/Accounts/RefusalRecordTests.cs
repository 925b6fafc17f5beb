using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.App.Api.Limits;
using Spillway.App.People;
using Spillway.Journal.Memory;
using Spillway.Tests.App.Api;
using Spillway.Tests.Journal;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>What was refused stands in the journal, with where it came from; a flood of it is a count.</summary>
public sealed class RefusalRecordTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_nobody_knows_is_recorded_without_it_and_whoever_brings_none_is_not()
    {
        await using var journal = new MemoryJournal(TimeProvider.System);
        await using var rig = await ApiRig.StartAsync(End, furnish: room => room with { Journal = journal });

        (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, "a-token-that-was-guessed")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", "{}", "spillway_00000000_ff")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, token: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var records = await RefusedAsync(journal);
        records.Count.ShouldBe(2);
        records.ShouldAllBe(static one => (string?)one["what"] == "unknown-token" && (string?)one["address"] == "127.0.0.1" && (string?)one["by"] == "");
        records.ShouldAllBe(static one => !one.ToJsonString().Contains("guessed") && !one.ToJsonString().Contains("spillway_"));
    }

    [Theory]
    [InlineData("{\"kind\":", "SW6502", 400)]
    [InlineData("[1]", "SW6502", 400)]
    [InlineData("{\"kind\":\"shed\",\"kind\":\"stop\"}", "SW6502", 400)]
    public async Task A_body_that_cannot_be_read_is_recorded_with_who_sent_it_and_nothing_of_what_is_in_it(string body, string code, int status)
    {
        await using var journal = new MemoryJournal(TimeProvider.System);
        await using var rig = await ApiRig.StartAsync(End, furnish: room => room with { Journal = journal });
        foreach (var address in new[] { "/api/v1/orders", "/api/v1/webhooks" })
        {
            var (said, problem) = await rig.SendAsync(HttpMethod.Post, address, body, ApiRig.Token);
            ((int)said, (string?)problem["code"]).ShouldBe((status, code));
        }

        var records = await RefusedAsync(journal);
        records.Count.ShouldBe(2);
        records.ShouldAllBe(static one => (string?)one["what"] == "unreadable-body" && (string?)one["by"] == "local" && !one.ToJsonString().Contains("kind"));
    }

    [Fact]
    public async Task A_body_that_is_too_long_and_a_request_for_another_host_are_recorded()
    {
        await using var journal = new MemoryJournal(TimeProvider.System);
        await using var rig = await ApiRig.StartAsync(End, furnish: room => room with { Journal = journal });

        (await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", new string(' ', 100_000), ApiRig.Token)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, ApiRig.Token, host: "evil.example")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await RefusedAsync(journal)).Select(static one => (string?)one["what"]).ShouldBe(["unreadable-body", "other-host"]);
    }

    [Fact]
    public async Task A_flood_of_strangers_is_ten_records_a_minute_and_leaves_room_for_those_who_are_known()
    {
        var wall = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await using var journal = new MemoryJournal(TimeProvider.System);
        var wide = Allowance.EachSecond(1000, 1000);
        await using var rig = await ApiRig.StartAsync(End, furnish: room => room with { Journal = journal, Wall = wall, Limits = DeskLimits.Standard with { Nobody = wide } });
        for (var number = 0; number < 50; number++)
        {
            (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, "guess" + number.ToString(CultureInfo.InvariantCulture))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", "{", ApiRig.Token);
        var records = await RefusedAsync(journal);
        records.Count(static one => (string?)one["what"] == "unknown-token").ShouldBe(10);
        records.Count(static one => (string?)one["what"] == "unreadable-body").ShouldBe(1);

        wall.Advance(TimeSpan.FromMinutes(1));
        await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, "guess");
        ((int?)(await RefusedAsync(journal))[^1]["not_written_before"]).ShouldBe(40);
    }

    [Fact]
    public void What_the_journal_did_not_take_is_counted_with_what_was_left_out()
    {
        var wall = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        var flood = new RecordFlood(wall, 2);

        flood.Take().ShouldBe(0);
        flood.NotWritten(0);
        flood.Take().ShouldBe(1);
        flood.NotWritten(1);
        flood.Take().ShouldBeNull();
        wall.Advance(TimeSpan.FromMinutes(1));
        flood.Take().ShouldBe(3);
        flood.Take().ShouldBe(0);
    }

    private static async Task<List<JsonObject>> RefusedAsync(MemoryJournal journal) =>
        [.. (await JournalRoom.Read(journal)).Where(static record => record.Kind == PersonKinds.Refused).Select(static record => (JsonObject)JsonNode.Parse(JournalRoom.Text(record))!)];
}
