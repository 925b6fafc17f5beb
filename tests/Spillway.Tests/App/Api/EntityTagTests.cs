using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Api;

public sealed class EntityTagTests
{
    private const string Shed = """{"kind":"shed","to_mw":10,"reason":"grid","by":"me"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/status")]
    [InlineData("/api/v1/groups")]
    public async Task What_the_desk_does_is_sent_once_a_pass(string address)
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var tag = await TagAsync(rig, address);

        using var same = await rig.AnswerAsync(HttpMethod.Get, address, null, ApiRig.Token, ("If-None-Match", "\"other\", " + tag));
        rig.Pass();
        using var later = await rig.AnswerAsync(HttpMethod.Get, address, null, ApiRig.Token, ("If-None-Match", tag));

        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await same.Content.ReadAsStringAsync(Ct)).ShouldBeEmpty();
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
        later.Headers.ETag!.ToString().ShouldNotBe(tag);
    }

    [Fact]
    public async Task The_orders_keep_their_tag_until_one_comes_or_goes()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var none = await TagAsync(rig, "/api/v1/orders");
        rig.Pass();
        (await TagAsync(rig, "/api/v1/orders")).ShouldBe(none);

        await rig.OrderAsync(Shed);
        var one = await TagAsync(rig, "/api/v1/orders");
        rig.Pass();

        one.ShouldNotBe(none);
        using var same = await rig.AnswerAsync(HttpMethod.Get, "/api/v1/orders", null, ApiRig.Token, ("If-None-Match", one));
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_role_is_changed_only_where_the_roles_are_what_was_seen()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var seen = await TagAsync(rig, "/api/v1/roles");
        var first = await PutAsync(rig, """{"actions":["see-desk"]}""", seen);
        var second = await PutAsync(rig, """{"actions":["see-desk","stop"]}""", seen);
        (first.Status, second.Status).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted));

        (await SignAsync(rig, first.Body)).Status.ShouldBe(HttpStatusCode.OK);
        var late = await SignAsync(rig, second.Body);
        var stale = await PutAsync(rig, """{"actions":["see-desk","stop"]}""", seen);

        late.Status.ShouldBe(HttpStatusCode.PreconditionFailed, "it was seen before the other was signed");
        stale.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        ((string?)stale.Body["code"]).ShouldBe("SW6510");
        (await rig.GetAsync("/api/v1/seconds")).Body["seconds"]!.AsArray().Single(one => (string?)one!["id"] == (string?)second.Body["second"]!["id"])!["state"]!.GetValue<string>()
            .ShouldBe("waiting", "nothing came of the signature");
        var night = (await rig.GetAsync("/api/v1/roles")).Body["roles"]!.AsArray().Single(static one => (string?)one!["role"] == "night");
        night!["actions"]!.AsArray().Count.ShouldBe(1);
        (await PutAsync(rig, """{"actions":["see-desk","stop"]}""", await TagAsync(rig, "/api/v1/roles"))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task The_same_idempotency_key_twice_is_one_order_and_another_order_under_it_is_refused()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var key = ("Idempotency-Key", "3f6d1c2e-0000-4000-8000-00000000000a");

        using var first = await rig.AnswerAsync(HttpMethod.Post, "/api/v1/orders", Shed, ApiRig.Token, key);
        using var again = await rig.AnswerAsync(HttpMethod.Post, "/api/v1/orders", Shed, ApiRig.Token, key);
        using var other = await rig.AnswerAsync(HttpMethod.Post, "/api/v1/orders", Shed.Replace(":10,", ":20,", StringComparison.Ordinal), ApiRig.Token, key);

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.StatusCode.ShouldBe(HttpStatusCode.Created, "the answer of the first time");
        (await again.Content.ReadAsStringAsync(Ct)).ShouldBe(await first.Content.ReadAsStringAsync(Ct));
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = JsonNode.Parse(await other.Content.ReadAsStringAsync(Ct))!;
        ((string?)problem["code"]).ShouldBe("SW6504");
        ((string?)problem["verdict"]).ShouldBe("id-taken");
        rig.State.Orders.Single().Order.Id.Text.ShouldBe(key.Item2);
    }

    private static async Task<string> TagAsync(ApiRig rig, string address)
    {
        using var answer = await rig.AnswerAsync(HttpMethod.Get, address, null, ApiRig.Token);
        return answer.Headers.ETag.ShouldNotBeNull().ToString();
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> PutAsync(ApiRig rig, string body, string tag)
    {
        using var answer = await rig.AnswerAsync(HttpMethod.Put, "/api/v1/roles/night", body, ApiRig.Token, ("If-Match", tag));
        return (answer.StatusCode, (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!);
    }

    private static Task<(HttpStatusCode Status, JsonObject Body)> SignAsync(ApiRig rig, JsonObject asked) =>
        rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{asked["second"]!["id"]}/break-glass", """{"because":"test"}""", ApiRig.Token);
}
