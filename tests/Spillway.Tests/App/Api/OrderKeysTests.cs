using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Api;

public sealed class OrderKeysTests
{
    private const string Shed = """{"kind":"shed","to_mw":10,"reason":"grid","by":"me"}""";
    private const string Unlock = """{"kind":"unlock","group":"hall-b","reason":"repaired","by":"me"}""";

    private readonly FakeTimeProvider _wall = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_sent_twice_with_its_key_is_answered_alike_and_a_late_order_is_not_given_anew()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var shed = await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", Shed, "r1");
        var release = await SendAsync(rig, HttpMethod.Delete, "/api/v1/orders/r1?reason=over", null, "rel1");
        var releasedAgain = await SendAsync(rig, HttpMethod.Delete, "/api/v1/orders/r1?reason=over", null, "rel1");
        var shedAgain = await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", Shed, "r1");
        var otherOrder = await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", Shed.Replace(":10,", ":20,", StringComparison.Ordinal), "r1");

        (shed.Status, release.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created));
        releasedAgain.ShouldBe(release);
        shedAgain.ShouldBe(shed, "what the key did, and no new order");
        otherOrder.Status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)JsonNode.Parse(otherOrder.Body)!["verdict"]).ShouldBe("id-taken");
        rig.State.Orders.ShouldBeEmpty();
        ((string?)JsonNode.Parse(release.Body)!["order"]!["id"]).ShouldBe("release-rel1");
    }

    [Fact]
    public async Task What_was_refused_leaves_its_key_free_and_a_stop_is_answered_alike_after_its_word_is_used()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        (await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", Unlock, "u1")).Status.ShouldBe(HttpStatusCode.Conflict);
        await rig.OrderAsync("""{"kind":"lock","group":"hall-b","reason":"repair","by":"me"}""");
        (await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", Unlock, "u1")).Status.ShouldBe(HttpStatusCode.Created);
        (await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", Unlock, "u1")).Status.ShouldBe(HttpStatusCode.Created);

        const string Stop = """{"kind":"stop","reason":"fire","by":"me"CONFIRM}""";
        var word = await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", Stop.Replace("CONFIRM", "", StringComparison.Ordinal), "s1");
        var confirmed = Stop.Replace("CONFIRM", $",\"confirm\":\"{JsonNode.Parse(word.Body)!["confirm"]}\"", StringComparison.Ordinal);
        var first = await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", confirmed, "s1");
        (await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", confirmed, "s1")).ShouldBe(first);
        (word.Status, first.Status).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Created));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_key_that_could_be_no_id_is_refused_of_orders_and_releases_alike(string key)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        (await SendAsync(rig, HttpMethod.Post, "/api/v1/orders", Shed, key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(rig, HttpMethod.Delete, "/api/v1/orders/x", null, key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Two_at_once_are_one_and_whoever_waits_tries_where_the_first_came_to_nothing()
    {
        var keys = new OrderKeys(_wall);
        var given = 0;
        var slow = new TaskCompletionSource<OrderAnswer>();

        var first = keys.GiveAsync(Actor.Local, "k", Order("k"), () => Count(slow.Task));
        var second = keys.GiveAsync(Actor.Local, "k", Order("k"), () => Count(Task.FromResult(Answer(OrderVerdict.Accepted))));
        keys.Find(Actor.Local, "k", Order("k")).ShouldBeNull("nothing is known yet");
        slow.SetResult(Answer(OrderVerdict.NothingToEnd));

        ((await first).Verdict, (await second).Verdict).ShouldBe((OrderVerdict.NothingToEnd, OrderVerdict.Accepted));
        given.ShouldBe(2);
        (await keys.GiveAsync(Actor.Local, "k", Order("k"), () => throw new InvalidOperationException("given twice"))).Verdict.ShouldBe(OrderVerdict.Accepted);

        Task<OrderAnswer> Count(Task<OrderAnswer> answer)
        {
            given++;
            return answer;
        }
    }

    [Fact]
    public async Task A_key_is_one_persons_for_a_day_and_no_more_are_kept_than_there_is_room_for()
    {
        var keys = new OrderKeys(_wall);
        await keys.GiveAsync(Actor.Local, "k", Order("k"), static () => Task.FromResult(Answer(OrderVerdict.Accepted)));

        keys.Find(Actor.Demo, "k", Order("k")).ShouldBeNull();
        _wall.Advance(OrderKeys.KeptFor);
        keys.Find(Actor.Local, "k", Order("k")).ShouldNotBeNull();
        _wall.Advance(TimeSpan.FromSeconds(1));
        keys.Find(Actor.Local, "k", Order("k")).ShouldBeNull();

        for (var number = 0; number <= OrderKeys.Most; number++)
        {
            await keys.GiveAsync(Actor.Local, $"k{number}", Order("k"), static () => Task.FromResult(Answer(OrderVerdict.Accepted)));
        }

        keys.Find(Actor.Local, "k0", Order("k")).ShouldBeNull("the oldest went");
        keys.Find(Actor.Local, "k1", Order("k")).ShouldNotBeNull();
    }

    private static Order Order(string id) => new(new(id), OrderKind.Ceiling, OrderRank.Protection, new Megawatts(1m), null, null, null, null, null, "r", "s");

    private static OrderAnswer Answer(OrderVerdict verdict) => new(new("k"), verdict, null, null, Duration.Zero, null);

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(ApiRig rig, HttpMethod method, string address, string? body, string key)
    {
        using var answer = await rig.AnswerAsync(method, address, body, ApiRig.Token, ("Idempotency-Key", key));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
