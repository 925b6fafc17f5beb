using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;
using Spillway.Engine;
using Spillway.Engine.Signals.Orders;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Api;

/// <summary>Whose word moves the site, and whose only a part of it.</summary>
public sealed class OrderAuthorityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"kind":"shed","to_mw":0,"group":"hall-b","reason":"x","by":"x"}""")]
    [InlineData("""{"kind":"shed","by_mw":10,"group":"hall-b","reason":"x","by":"x"}""")]
    [InlineData("""{"kind":"floor","to_mw":50,"group":"hall-b","reason":"x","by":"x"}""")]
    [InlineData("""{"kind":"stop","group":"hall-b","reason":"x","by":"x"}""")]
    [InlineData("""{"kind":"stop","feed":"hall-b-1","reason":"x","by":"x"}""")]
    [InlineData("""{"kind":"hold","state":"off","group":"hall-b","feed":"hall-b-1","reason":"x","by":"x"}""")]
    public async Task An_order_that_names_a_place_it_would_not_heed_is_refused(string body)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, problem) = await rig.OrderAsync(body);

        (status, (string?)problem["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, "SW6503"));
        rig.State.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_by_the_token_is_told_from_one_by_whom_it_names()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var scada = await rig.KeyAsync("see-desk", "shed", "release");
        const string Body = """{"id":"ID","kind":"shed","to_mw":10,"reason":"grid","by":"BY"}""";

        foreach (var (id, by) in new[] { ("t-1", "scada"), ("t-2", "local") })
        {
            await rig.OrderAsync(Body.Replace("ID", id, StringComparison.Ordinal).Replace("BY", by, StringComparison.Ordinal));
        }

        await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", Body.Replace("ID", "k-1", StringComparison.Ordinal).Replace("BY", "local", StringComparison.Ordinal), scada);

        rig.State.Orders.Select(static one => (one.Order.Id.Text, one.Order.Source)).ShouldBe([("t-1", "local (for scada)"), ("t-2", "local"), ("k-1", "scada")]);
        var ended = new List<string?>();
        foreach (var query in new[] { "t-1?by=scada", "t-2" })
        {
            ended.Add((string?)(await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/" + query, null, ApiRig.Token)).Body["order"]!["by"]);
        }

        ended.Add((string?)(await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/k-1?by=local", null, scada)).Body["order"]!["by"]);
        ended.ShouldBe(["local (for scada)", "local", "scada"]);
        (await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/k-1?by=a%0Ab", null, ApiRig.Token)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Whoever_is_for_one_group_moves_the_whole_site_by_no_service_either()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var orders = rig.Services.GetRequiredService<OrderTaking>();
        var who = Actor.Local with { Id = "a-1", Name = "bo", Kind = ActorKind.Person, Groups = [new("hall-b")] };
        var shed = Plants.Ceiling(0m, 30) with { Group = new("hall-b") };

        foreach (var order in (Order[])[shed, shed with { Kind = OrderKind.Stop, Power = null }, shed with { Kind = OrderKind.Floor }])
        {
            (await Should.ThrowAsync<RefusedException>(orders.GiveAsync(who, order, Ct))).Code.ShouldBe(AccountErrors.NotAllowed);
        }

        rig.Pass(shed with { Id = new("older") });
        (await Should.ThrowAsync<RefusedException>(orders.GiveAsync(who, orders.Release("older", "bo", "x"), Ct))).Code.ShouldBe(AccountErrors.NotAllowed);
        (await orders.GiveAsync(who, shed with { Kind = OrderKind.HoldOff, Power = null, Within = null }, Ct)).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_holds_up_anothers_stop_with_words_of_ones_own()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var reader = await rig.KeyAsync("see-desk");
        var stopper = await rig.KeyAsync("see-desk", "stop");
        const string Stop = """{"kind":"stop","reason":"fire","by":"me"}""";
        var (first, answer) = await rig.OrderAsync(Stop);

        (await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", Stop, reader)).Status.ShouldBe(HttpStatusCode.Forbidden, "who may not stop gets no word");
        string? own = null;
        for (var turn = 0; turn < 120; turn++)
        {
            own = (string?)(await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", Stop, stopper)).Body["confirm"];
        }

        first.ShouldBe(HttpStatusCode.Accepted);
        own.ShouldNotBeNull();
        (await rig.OrderAsync(new JsonObject { ["kind"] = "stop", ["reason"] = "fire", ["by"] = "me", ["confirm"] = (string?)answer["confirm"] }.ToJsonString())).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_took_load_off_is_to_be_signed_also_where_its_giver_has_gone()
    {
        await using var rig = await ApiRig.StartAsync(Ct, secondAbove: 5m);
        var orders = rig.Services.GetRequiredService<OrderTaking>();

        var answer = await orders.GiveAsync(Actor.Local, Plants.Ceiling(0m, 30), new CancellationToken(canceled: true));

        answer.IsAccepted.ShouldBeTrue();
        rig.Services.GetRequiredService<SecondDesk>().All().ShouldHaveSingleItem().State.ShouldBe(SecondState.Done);
    }
}
