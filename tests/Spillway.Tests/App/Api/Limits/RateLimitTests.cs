using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Api.Limits;
using Spillway.Journal.Memory;
using Spillway.Tests.Journal;
using Xunit;

namespace Spillway.Tests.App.Api.Limits;

/// <summary>Buckets that are filled up once an hour, so that a slow machine counts as a fast one.</summary>
public sealed class RateLimitTests
{
    private const string Raise = """{"kind":"hold","group":"hall-a","state":"on","reason":"x","by":"x"}""";
    private const string Shed = """{"kind":"shed","to_mw":10,"reason":"x","by":"x"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_reads_uses_up_nothing_of_what_takes_load_off_and_nothing_of_others()
    {
        await using var rig = await StartAsync(static limits => limits with { Reads = Few(2) });
        var key = await rig.KeyAsync("see-desk", "shed");
        for (var number = 0; number < 2; number++)
        {
            (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, key)).Status.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await rig.AnswerAsync(HttpMethod.Get, "/api/v1/status", null, key);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        refused.Headers.RetryAfter!.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromMinutes(1));
        ((string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync(Ct))!["code"]).ShouldBe("SW6509");

        (await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", Shed, key)).Status.ShouldBe(HttpStatusCode.Created);
        (await rig.GetAsync("/api/v1/status")).Status.ShouldBe(HttpStatusCode.OK);
        rig.State.Orders.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Too_many_orders_to_put_load_on_leave_a_shed_and_a_stop_free()
    {
        await using var rig = await StartAsync(static limits => limits with { Orders = Few(1) });
        (await rig.OrderAsync(Raise)).Status.ShouldBe(HttpStatusCode.Created);

        using var refused = await rig.AnswerAsync(HttpMethod.Post, "/api/v1/orders", Raise, ApiRig.Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldNotBeNull();
        rig.State.Orders.Length.ShouldBe(1);

        for (var number = 0; number < 5; number++)
        {
            (await rig.OrderAsync(Shed)).Status.ShouldBe(HttpStatusCode.Created);
        }

        const string Stop = """{"kind":"stop","reason":"fire","by":"me"CONFIRM}""";
        var (_, first) = await rig.OrderAsync(Stop.Replace("CONFIRM", "", StringComparison.Ordinal));
        (await rig.OrderAsync(Stop.Replace("CONFIRM", $",\"confirm\":\"{first["confirm"]}\"", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_flood_of_strangers_keeps_nobody_out_and_the_word_that_the_desk_lives_is_never_refused()
    {
        await using var rig = await StartAsync(static limits => limits with { Nobody = Few(2), Open = Few(1) });
        var answers = new List<HttpStatusCode>();
        for (var number = 0; number < 4; number++)
        {
            answers.Add((await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, "guess" + number)).Status);
        }

        answers.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests]);
        (await rig.GetAsync("/api/v1/status")).Status.ShouldBe(HttpStatusCode.OK);
        for (var number = 0; number < 4; number++)
        {
            (await rig.SendAsync(HttpMethod.Get, "/health", null, token: null)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Other_changes_have_a_limit_of_their_own()
    {
        await using var rig = await StartAsync(static limits => limits with { Changes = Few(1) });
        var bad = """{"name":""}""";

        (await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", bad, ApiRig.Token)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", bad, ApiRig.Token)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await rig.OrderAsync(Shed)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_was_too_much_stands_in_the_journal()
    {
        await using var journal = new MemoryJournal(TimeProvider.System);
        await using var rig = await ApiRig.StartAsync(Ct, furnish: room => room with { Limits = DeskLimits.Standard with { Changes = Few(1) }, Journal = journal });
        for (var number = 0; number < 3; number++)
        {
            await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", "{}", ApiRig.Token);
        }

        var refused = (await JournalRoom.Read(journal)).Where(static record => record.Kind == "person.refused").Select(JournalRoom.Text).ToList();
        refused.Count.ShouldBe(2);
        refused.ShouldAllBe(static text => text.Contains("\"what\":\"rate-limit\"") && text.Contains("\"by\":\"local\""));
    }

    [Fact]
    public void The_page_of_the_API_states_the_limits_that_hold()
    {
        var page = File.ReadAllText(Repository.Path("docs/reference/api.md"));
        var limits = DeskLimits.Standard;
        foreach (var (what, allowance) in new[]
        {
            ("reads", limits.Reads), ("reads by the data folder's token", limits.LocalReads), ("orders that do not take load off", limits.Orders),
            ("orders of every kind", limits.Relief), ("other changes", limits.Changes), ("requests of nobody known, together", limits.Nobody),
            ("sign-ins, together", limits.Open),
        })
        {
            allowance.Period.ShouldBe(TimeSpan.FromSeconds(1));
            page.ShouldContain($"| {what} | {allowance.Refill} | {allowance.Burst} |");
        }
    }

    private static Allowance Few(int burst) => new(burst, 1, TimeSpan.FromHours(1));

    private static Task<ApiRig> StartAsync(Func<DeskLimits, DeskLimits> change) =>
        ApiRig.StartAsync(Ct, furnish: room => room with { Limits = change(DeskLimits.Standard) });
}
