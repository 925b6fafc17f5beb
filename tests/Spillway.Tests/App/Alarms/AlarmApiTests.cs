using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Alarms;

public sealed class AlarmApiTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alarm_of_a_pass_is_listed_acknowledged_and_shelved_and_the_history_has_it_all()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        rig.Say(new Alarm(AlarmCode.Swing, "dadu", true, null, null, []));
        var listed = await UntilAsync(rig, static list => list["alarms"]!.AsArray().Count == 1);

        var alarm = listed["alarms"]![0]!;
        ((string?)alarm["code"], (string?)alarm["subject"], (string?)alarm["state"], (string?)alarm["priority"]).ShouldBe(("swing", "dadu", "unacknowledged", "high"));
        ((string?)alarm["text"]).ShouldBe("the power moved and nobody had ordered it");
        var (known, after) = await rig.SendAsync(HttpMethod.Post, "/api/v1/alarms/1/acknowledge", """{"note":"trip at the utility"}""", ApiRig.Token);
        known.ShouldBe(HttpStatusCode.OK);
        ((string?)after["alarms"]![0]!["state"]).ShouldBe("acknowledged");
        ((string?)after["alarms"]![0]!["acknowledged"]!["by"]).ShouldBe("local");

        var (tooLong, refusal) = await rig.SendAsync(HttpMethod.Post, "/api/v1/alarms/1/shelve", """{"seconds":999999,"reason":"x"}""", ApiRig.Token);
        (tooLong, (string?)refusal["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, "SW6662"));
        var (_, shelved) = await rig.SendAsync(HttpMethod.Post, "/api/v1/alarms/1/shelve", """{"seconds":600,"reason":"known"}""", ApiRig.Token);
        ((string?)shelved["alarms"]![0]!["state"]).ShouldBe("shelved");

        var (_, history) = await rig.GetAsync("/api/v1/alarms/history?text=swing");
        history["history"]!.AsArray().Select(static line => (string?)line!["change"]).ShouldBe(["shelved", "acknowledged", "raised"]);
        ((string?)history["history"]![1]!["note"]).ShouldBe("trip at the utility");
        history["next"].ShouldBeNull("there is no more");
        var (_, page) = await rig.GetAsync("/api/v1/alarms/history?text=swing&limit=2");
        var (_, rest) = await rig.GetAsync($"/api/v1/alarms/history?text=swing&limit=2&before={page["next"]}");
        rest["history"]!.AsArray().Select(static line => (string?)line!["change"]).ShouldBe(["raised"]);
        rest["next"].ShouldBeNull();
    }

    [Fact]
    public async Task What_is_not_there_is_refused_by_number()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, body) = await rig.SendAsync(HttpMethod.Post, "/api/v1/alarms/77/acknowledge", null, ApiRig.Token);

        (status, (string?)body["code"]).ShouldBe((HttpStatusCode.NotFound, "SW6661"));
    }

    [Fact]
    public async Task A_group_goes_out_of_service_and_comes_back()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (unknown, _) = await rig.SendAsync(HttpMethod.Post, "/api/v1/alarms/out-of-service", """{"subject":"hall-x","reason":"work"}""", ApiRig.Token);
        var (_, taken) = await rig.SendAsync(HttpMethod.Post, "/api/v1/alarms/out-of-service", """{"subject":"hall-a","reason":"work"}""", ApiRig.Token);
        var (_, back) = await rig.SendAsync(HttpMethod.Delete, "/api/v1/alarms/out-of-service/hall-a", null, ApiRig.Token);

        unknown.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)taken["out_of_service"]![0]!["subject"]).ShouldBe("hall-a");
        back["out_of_service"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<JsonObject> UntilAsync(ApiRig rig, Func<JsonObject, bool> isSo)
    {
        // The list follows the pass on a thread of its own: asked again for at most 10 s.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var (_, list) = await rig.GetAsync("/api/v1/alarms");
            if (isSo(list))
            {
                return list;
            }

            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
