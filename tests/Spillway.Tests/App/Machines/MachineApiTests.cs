using System.Net;
using System.Net.Http.Headers;
using Shouldly;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Machines;

public sealed class MachineApiTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_machines_come_once_however_they_are_paged()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var names = new List<string>();
        var after = -1;
        do
        {
            var (status, body) = await rig.GetAsync($"/api/v1/machines?limit=7{(after < 0 ? "" : $"&after={after}")}");
            status.ShouldBe(HttpStatusCode.OK);
            ((int)body["matching"]!).ShouldBe(50);
            names.AddRange(body["machines"]!.AsArray().Select(static one => (string)one!["machine"]!));
            after = (int?)body["next"] ?? -1;
        }
        while (after >= 0);

        names.Count.ShouldBe(50);
        names.Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public async Task The_same_list_again_is_not_sent_again()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{rig.Port}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiRig.Token);
        using var first = await http.GetAsync("/api/v1/machines", _cancellation);
        http.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());

        using var second = await http.GetAsync("/api/v1/machines", _cancellation);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/api/v1/machines/hall-a/3", HttpStatusCode.OK)]
    [InlineData("/api/v1/machines/hall-a%2F3", HttpStatusCode.OK)]
    [InlineData("/api/v1/machines/hall-a/99", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/machines/m12", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/machines?condition=tired", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/v1/machines?limit=0", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/v1/firmware", HttpStatusCode.OK)]
    [InlineData("/api/v1/journal", HttpStatusCode.OK)]
    [InlineData("/api/v1/journal?machine=hall-z/1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/v1/journal?from_utc=yesterday", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/v1/journal/1", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/journal/verify", HttpStatusCode.OK)]
    [InlineData("/api/v1/journal/export", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/v1/events", HttpStatusCode.OK)]
    [InlineData("/api/v1/events/none", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/events/none/proof", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/drills?by_mw=5", HttpStatusCode.OK)]
    [InlineData("/api/v1/drills", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/v1/drills?by_mw=500", HttpStatusCode.UnprocessableEntity)]
    public async Task What_is_there_is_answered_and_what_is_not_is_refused(string address, HttpStatusCode expected)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, body) = await rig.GetAsync(address);

        status.ShouldBe(expected, body.ToJsonString());
    }

    [Fact]
    public async Task A_drill_says_its_promise_and_its_cost_takes_load_off_and_ends_by_itself()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (_, plan) = await rig.GetAsync("/api/v1/drills?by_mw=5&within_seconds=30&for_seconds=60");
        var (status, answer) = await rig.SendAsync(HttpMethod.Post, "/api/v1/drills", """{"by_mw":5,"within_seconds":30,"for_seconds":60}""", ApiRig.Token);

        ((decimal)plan["level_mw"]!).ShouldBe(45m);
        ((decimal)plan["cost_usd_per_hour"]!).ShouldBe(5m * (70m - 30.5m));
        ((decimal)plan["cost_usd"]!).ShouldBe(5m * (70m - 30.5m) / 60m, 0.000001m);
        status.ShouldBe(HttpStatusCode.Created);
        ((string?)answer["order"]!["kind"]).ShouldBe("reduction");
        ((string?)answer["order"]!["rank"]).ShouldBe("operator");
        ((string?)answer["order"]!["reason"]).ShouldBe("drill");
        ((string?)answer["order"]!["until_utc"]).ShouldNotBeNull();
        rig.State.Orders.Length.ShouldBe(1);
    }
}
