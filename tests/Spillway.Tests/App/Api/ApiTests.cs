using System.Net;
using Shouldly;
using Spillway.App.Cli;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Api;

public sealed class ApiTests
{
    private const string Shed = """{"id":"call-1","kind":"shed","to_mw":10,"within_seconds":30,"reason":"grid","by":"me"}""";

    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null)]
    [InlineData("wrong", null)]
    [InlineData(ApiRig.Token, "desk.example:80")]
    public async Task Nobody_gets_in_without_the_token_or_under_another_name(string? token, string? host)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, body) = await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, token, host);

        status.ShouldBe(HttpStatusCode.Unauthorized);
        ((string?)body["code"]).ShouldBe("SW6501");
        body.ContainsKey("site").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/api/v1/statement", HttpStatusCode.OK, 2)]
    [InlineData("/api/v1/statement?period=today", HttpStatusCode.OK, 2)]
    [InlineData("/api/v1/statement?period=month", HttpStatusCode.OK, 4)]
    [InlineData("/api/v1/statement?period=year", HttpStatusCode.UnprocessableEntity, 0)]
    public async Task The_statement_of_the_day_or_month_so_far_is_told(string address, HttpStatusCode expected, int intervals)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, body) = await rig.GetAsync(address);

        status.ShouldBe(expected);
        ((int?)body["settled_intervals"] + (int?)body["open_intervals"] ?? 0).ShouldBe(intervals);
    }

    [Fact]
    public async Task A_shed_is_answered_with_its_promise_and_the_same_again_changes_nothing()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (first, answer) = await rig.OrderAsync(Shed);
        var (second, again) = await rig.OrderAsync(Shed);

        first.ShouldBe(HttpStatusCode.Created);
        ((string?)answer["verdict"]).ShouldBe("accepted");
        ((decimal)answer["level_mw"]!).ShouldBe(10m);
        ((decimal)answer["promise"]!["left_over_mw"]!).ShouldBe(0m);
        ((decimal)answer["promise"]!["reduction_mw"]!).ShouldBe(40m);
        second.ShouldBe(HttpStatusCode.OK);
        ((string?)again["verdict"]).ShouldBe("known");
        rig.State.Orders.Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_order_without_an_id_gets_one_from_its_header_or_from_the_desk()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (_, answer) = await rig.OrderAsync(Shed.Replace("\"id\":\"call-1\",", "", StringComparison.Ordinal));

        ((string?)answer["order"]!["id"]).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Another_order_under_a_taken_id_is_refused()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await rig.OrderAsync(Shed);

        var (status, problem) = await rig.OrderAsync(Shed.Replace(":10,", ":20,", StringComparison.Ordinal));

        status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)problem["code"]).ShouldBe("SW6504");
        ((string?)problem["verdict"]).ShouldBe("id-taken");
    }

    [Fact]
    public async Task A_release_ends_an_order_and_only_one_that_is_there()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await rig.OrderAsync(Shed);

        var (gone, _) = await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/call-1?by=me", null, ApiRig.Token);
        var (missing, problem) = await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/call-1?by=me", null, ApiRig.Token);

        gone.ShouldBe(HttpStatusCode.Created);
        rig.State.Orders.ShouldBeEmpty();
        missing.ShouldBe(HttpStatusCode.Conflict);
        ((string?)problem["verdict"]).ShouldBe("nothing-to-end");
    }

    [Fact]
    public async Task A_stop_is_done_only_when_the_same_person_says_it_twice()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        const string Stop = """{"kind":"stop","reason":"fire","by":"me"CONFIRM}""";

        var (first, answer) = await rig.OrderAsync(Stop.Replace("CONFIRM", "", StringComparison.Ordinal));
        first.ShouldBe(HttpStatusCode.Accepted);
        rig.State.Orders.ShouldBeEmpty("the first word does nothing");

        var confirmed = Stop.Replace("CONFIRM", $",\"confirm\":\"{(string?)answer["confirm"]}\"", StringComparison.Ordinal);
        var (other, problem) = await rig.OrderAsync(confirmed.Replace("\"me\"", "\"you\"", StringComparison.Ordinal));
        other.ShouldBe(HttpStatusCode.Conflict);
        ((string?)problem["code"]).ShouldBe("SW6505");
        rig.State.Orders.ShouldBeEmpty();

        var (_, fresh) = await rig.OrderAsync(Stop.Replace("CONFIRM", "", StringComparison.Ordinal));
        var (second, _) = await rig.OrderAsync(Stop.Replace("CONFIRM", $",\"confirm\":\"{(string?)fresh["confirm"]}\"", StringComparison.Ordinal));
        second.ShouldBe(HttpStatusCode.Created);
        rig.State.Orders.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("not json", 400, "SW6502")]
    [InlineData("[1]", 400, "SW6502")]
    [InlineData("""{"kind":"shed","to_mw":1,"by_mw":1,"reason":"r","by":"b"}""", 422, "SW6503")]
    [InlineData("""{"kind":"shed","to_mw":-1,"reason":"r","by":"b"}""", 422, "SW6503")]
    [InlineData("""{"kind":"shed","to_mw":"1","reason":"r","by":"b"}""", 422, "SW6503")]
    [InlineData("""{"kind":"shed","to_mw":1,"by":"b"}""", 422, "SW6503")]
    [InlineData("""{"kind":"shed","to_mw":1,"reason":"r","by":"b","colour":"red"}""", 422, "SW6503")]
    [InlineData("""{"kind":"dance","reason":"r","by":"b"}""", 422, "SW6503")]
    [InlineData("""{"kind":"hold","group":"hall-a","state":"maybe","reason":"r","by":"b"}""", 422, "SW6503")]
    [InlineData("""{"kind":"lock","group":"hall-a","feed":"hall-a-1","reason":"r","by":"b"}""", 422, "SW6503")]
    [InlineData("""{"kind":"shed","to_mw":1,"until_utc":"soon","reason":"r","by":"b"}""", 422, "SW6503")]
    [InlineData("""{"kind":"hold","group":"hall-z","state":"on","reason":"r","by":"b"}""", 409, "SW6504")]
    public async Task What_cannot_be_meant_is_refused_with_a_number(string body, int status, string code)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (answered, problem) = await rig.OrderAsync(body);

        ((int)answered).ShouldBe(status, problem.ToJsonString());
        ((string?)problem["code"]).ShouldBe(code);
        ((string?)problem["remedy"]).ShouldNotBeNullOrEmpty();
        rig.State.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_of_a_megabyte_is_not_read()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, problem) = await rig.OrderAsync(new string(' ', 1 << 20));

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        ((string?)problem["code"]).ShouldBe("SW6502");
    }

    [Theory]
    [InlineData("""{"id":"one","kind":"lock","group":"hall-b","reason":"repair","by":"me"}""", "none", 0, 20, "Promise: nothing moves; 20 MW more that are drawn now are out of reach of every order.")]
    [InlineData("""{"id":"one","kind":"hold","group":"hall-b","state":"off","reason":"test","by":"me"}""", "firmware", 20, 0, "Promise: 20 MW off within ")]
    [InlineData("""{"id":"one","kind":"hold","group":"hall-b","state":"on","reason":"test","by":"me"}""", "none", 0, 0, "Promise: nothing moves; nothing is left over.")]
    public async Task An_order_without_a_ceiling_answers_with_what_it_moves_and_the_terminal_says_it(string order, string path, int off, int lockedOut, string said)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, answer) = await rig.OrderAsync(order);
        using var screen = new Screen();
        OrderScreen.Show(screen.Terminal, answer, null);

        status.ShouldBe(HttpStatusCode.Created, answer.ToJsonString());
        var promise = answer["promise"]!.AsObject();
        promise.Select(static field => field.Key).ShouldBe(["reduction_mw", "within_seconds", "path", "confidence_ratio", "left_over_mw", "locked_out_mw"]);
        ((string?)promise["path"]).ShouldBe(path);
        ((decimal)promise["reduction_mw"]!, (decimal)promise["locked_out_mw"]!).ShouldBe((off, lockedOut));
        screen.Output.ShouldContain(said);
    }

    [Fact]
    public async Task What_comes_back_is_said_with_when_at_the_earliest_and_that_it_is_no_promise()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await rig.OrderAsync("""{"id":"off","kind":"hold","group":"hall-b","state":"off","reason":"test","by":"me"}""");
        rig.Pass();
        rig.Pass();
        var (_, released) = await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/off?by=me&reason=over", null, ApiRig.Token);

        var (_, answer) = await rig.OrderAsync("""{"id":"on","kind":"hold","group":"hall-b","state":"on","reason":"test","by":"me"}""");
        using var screen = new Screen();
        OrderScreen.Show(screen.Terminal, answer, null);

        ((string?)released["promise"]!["path"]).ShouldBe("none", "nobody decided yet what pays");
        ((string?)answer["promise"]!["path"]).ShouldBe("restore", answer.ToJsonString());
        ((decimal)answer["promise"]!["reduction_mw"]!).ShouldBe(-20m);
        ((decimal)answer["promise"]!["confidence_ratio"]!).ShouldBe(0m);
        screen.Output.ShouldContain("Comes back: 20 MW, all of it after ");
        screen.Output.ShouldContain("nothing is promised.");
    }

    [Fact]
    public async Task A_lock_out_shows_in_what_is_promised()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        await rig.OrderAsync("""{"kind":"lock","group":"hall-b","reason":"repair","by":"me"}""");

        var (status, promise) = await rig.GetAsync("/api/v1/promise?to_mw=0&within_seconds=60");

        status.ShouldBe(HttpStatusCode.OK);
        ((decimal)promise["locked_out_mw"]!).ShouldBe(20m);
        ((decimal)promise["left_over_mw"]!).ShouldBe(20m);
    }
}
