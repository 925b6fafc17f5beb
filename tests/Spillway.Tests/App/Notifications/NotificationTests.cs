using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Notifications;
using Spillway.Engine.Commands.Control;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Notifications;

public sealed class NotificationTests
{
    private const string Rules = "/api/v1/notifications/rules";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task An_alarm_comes_by_mail_with_what_to_do_in_the_language_of_the_rule()
    {
        using var limit = new CancellationTokenSource(_patience);
        await using var box = MailBox.Open();
        await using var rig = await ApiRig.StartAsync(limit.Token);
        SetUp(rig, box.Port);
        var (made, _) = await rig.SendAsync(HttpMethod.Post, Rules, """{"name":"night","channel":"email","targets":["ann@example.org","bob@example.org"],"language":"zh-CN"}""", ApiRig.Token);

        rig.Say(new Alarm(AlarmCode.LimitExceeded, "dadu", true, new(51m), new(50m), []));
        using var mail = await box.NextAsync(limit.Token);

        made.ShouldBe(HttpStatusCode.Created);
        mail.Subject!.ShouldContain("用电功率超过受电上限");
        mail.TextBody!.ShouldContain("处置办法");
        mail.To.Mailboxes.Select(static one => one.Address).ShouldBe(["ann@example.org", "bob@example.org"]);
        await UntilAsync(rig, "/api/v1/notifications/deliveries", static body => body["deliveries"]!.AsArray().Count == 1 && (bool)body["deliveries"]![0]!["delivered"]!, limit.Token);
    }

    [Fact]
    public async Task A_mail_server_that_accepts_and_never_answers_holds_up_neither_the_alarms_nor_the_other_ways_out()
    {
        using var limit = new CancellationTokenSource(_patience);
        using var dead = new TcpListener(IPAddress.Loopback, 0);
        dead.Start();
        await using var rig = await ApiRig.StartAsync(limit.Token);
        SetUp(rig, ((IPEndPoint)dead.LocalEndpoint).Port);
        await rig.SendAsync(HttpMethod.Post, Rules, """{"name":"mail","channel":"email","targets":["ann@example.org"]}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, Rules, """{"name":"paper","channel":"file","targets":["night.jsonl"]}""", ApiRig.Token);

        rig.Say(new Alarm(AlarmCode.Swing, "dadu", true, null, null, []));

        // The dead server has the connection and says nothing; the file and the list have the alarm meanwhile.
        using var taken = await dead.AcceptTcpClientAsync(limit.Token);
        var sent = await UntilAsync(rig, "/api/v1/notifications/deliveries", static body => body["deliveries"]!.AsArray().Count == 1, limit.Token);
        ((string?)sent["deliveries"]![0]!["rule"]).ShouldBe("paper");
        var line = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(rig.Folder, "notifications", "night.jsonl"), limit.Token))!;
        ((string?)line["alarm"]!["code"]).ShouldBe("swing");
        rig.Pass();
        rig.Say(new Alarm(AlarmCode.StalePrice, "dadu", true, null, null, []));
        await UntilAsync(rig, "/api/v1/alarms", static body => body["alarms"]!.AsArray().Count == 2, limit.Token);
        taken.Connected.ShouldBeTrue();
    }

    [Fact]
    public async Task A_test_says_what_the_other_side_said_and_the_password_is_nowhere()
    {
        using var limit = new CancellationTokenSource(_patience);
        await using var rig = await ApiRig.StartAsync(limit.Token);
        var path = Path.Combine(rig.Folder, SmtpSettings.FileName);
        await File.WriteAllTextAsync(path, """{"host":"127.0.0.1","port":1,"security":"tls","from":"desk@example.org","user":"desk","password":"hunter2-hunter2"}""", limit.Token);
        Close(path);
        await rig.SendAsync(HttpMethod.Post, Rules, """{"name":"mail","channel":"email","targets":["ann@example.org"]}""", ApiRig.Token);

        var (_, tested) = await rig.SendAsync(HttpMethod.Post, Rules + "/1/test", null, ApiRig.Token);
        var (_, mail) = await rig.GetAsync("/api/v1/notifications/mail");

        ((bool)tested["delivered"]!).ShouldBeFalse();
        ((string?)tested["said"]).ShouldStartWith("127.0.0.1:1 tls");
        ((bool)mail["has_password"]!).ShouldBeTrue();
        (tested.ToJsonString() + mail.ToJsonString()).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_mail_server_without_what_is_asked_of_it_is_a_mail_that_was_lost_and_the_lane_goes_on()
    {
        using var limit = new CancellationTokenSource(_patience);
        await using var box = MailBox.Open();
        await using var rig = await ApiRig.StartAsync(limit.Token);
        SetUp(rig, box.Port, "starttls");
        await rig.SendAsync(HttpMethod.Post, Rules, """{"name":"mail","channel":"email","targets":["ann@example.org"]}""", ApiRig.Token);

        var (status, tested) = await rig.SendAsync(HttpMethod.Post, Rules + "/1/test", null, ApiRig.Token);

        status.ShouldBe(HttpStatusCode.OK);
        ((bool)tested["delivered"]!).ShouldBeFalse();
        ((string?)tested["said"]).ShouldNotBeNull().ShouldContain("STARTTLS");
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("0")]
    [InlineData("1441")]
    public async Task An_escalation_in_a_time_that_cannot_be_is_refused_with_the_range(string minutes)
    {
        using var limit = new CancellationTokenSource(_patience);
        await using var rig = await ApiRig.StartAsync(limit.Token);

        var (status, problem) = await rig.SendAsync(
            HttpMethod.Post, Rules, $$"""{"name":"a","channel":"file","targets":["a.jsonl"],"escalates_after_minutes":{{minutes}},"escalates_to":1}""", ApiRig.Token);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)problem["detail"]).ShouldNotBeNull().ShouldContain("1 to 1440");
    }

    [Fact]
    public async Task A_rule_is_changed_and_removed_but_not_while_another_escalates_to_it()
    {
        using var limit = new CancellationTokenSource(_patience);
        await using var rig = await ApiRig.StartAsync(limit.Token);
        await rig.SendAsync(HttpMethod.Post, Rules, """{"name":"second","channel":"file","targets":["second.jsonl"],"is_only_for_escalation":true}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, Rules, """{"name":"first","channel":"file","targets":["first.jsonl"],"escalates_after_minutes":5,"escalates_to":1}""", ApiRig.Token);

        var (held, refusal) = await rig.SendAsync(HttpMethod.Delete, Rules + "/1", null, ApiRig.Token);
        var (changed, rule) = await rig.SendAsync(HttpMethod.Put, Rules + "/2", """{"name":"first","channel":"file","targets":["other.jsonl"]}""", ApiRig.Token);
        var (gone, _) = await rig.SendAsync(HttpMethod.Delete, Rules + "/1", null, ApiRig.Token);

        (held, (string?)refusal["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, "SW6682"));
        (changed, (string?)rule["targets"]![0]).ShouldBe((HttpStatusCode.OK, "other.jsonl"));
        gone.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rule_that_another_changed_meanwhile_is_neither_changed_nor_removed_and_what_it_was_is_put_back()
    {
        using var limit = new CancellationTokenSource(_patience);
        await using var rig = await ApiRig.StartAsync(limit.Token);
        var (_, made) = await rig.SendAsync(HttpMethod.Post, Rules, """{"name":"night","channel":"file","targets":["a.jsonl"]}""", ApiRig.Token);
        var seen = $"\"{made["tag"]}\"";
        using var changed = await rig.AnswerAsync(HttpMethod.Put, Rules + "/1", """{"name":"night","channel":"file","targets":["b.jsonl"]}""", ApiRig.Token, ("If-Match", seen));
        using var stale = await rig.AnswerAsync(HttpMethod.Put, Rules + "/1", """{"name":"night","channel":"file","targets":["c.jsonl"]}""", ApiRig.Token, ("If-Match", seen));
        using var kept = await rig.AnswerAsync(HttpMethod.Delete, Rules + "/1", null, ApiRig.Token, ("If-Match", seen));
        (changed.StatusCode, stale.StatusCode, kept.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed));

        var (_, gone) = await rig.SendAsync(HttpMethod.Delete, Rules + "/1", null, ApiRig.Token);
        ((long)gone["removed"]![0]!["id"]!, (int)gone["removed"]![0]!["version"]!).ShouldBe((1L, 2));
        var (status, back) = await rig.SendAsync(HttpMethod.Post, Rules + "/1/restore", """{"version":1}""", ApiRig.Token);

        (status, (long)back["id"]!, (string?)back["targets"]![0]).ShouldBe((HttpStatusCode.OK, 1L, "a.jsonl"));
        var (_, all) = await rig.GetAsync(Rules);
        (all["rules"]!.AsArray().Count, all["removed"]!.AsArray().Count).ShouldBe((1, 0));
        (await rig.GetAsync(Rules + "/1/versions")).Body["versions"]!.AsArray().Select(static one => (string?)one!["content"]?["targets"]?[0]).ShouldBe(["a.jsonl", null, "b.jsonl", "a.jsonl"]);
    }

    private static void SetUp(ApiRig rig, int port, string security = "none")
    {
        var path = Path.Combine(rig.Folder, SmtpSettings.FileName);
        File.WriteAllText(path, $$"""{"host":"127.0.0.1","port":{{port}},"security":"{{security}}","from":"desk@example.org"}""");
        Close(path);
    }

    private static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static async Task<JsonObject> UntilAsync(ApiRig rig, string address, Func<JsonObject, bool> isSo, CancellationToken cancellation)
    {
        while (true)
        {
            var (_, body) = await rig.GetAsync(address);
            if (isSo(body))
            {
                return body;
            }

            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
