using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Notifications;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Notifications;

/// <summary>When people are told: quiet hours, digests, escalation and further tries, on a clock that the test moves.</summary>
public sealed class NotificationTimeTests : IDisposable
{
    private const string Rules = "/api/v1/notifications/rules";

    // Five minutes before midnight at the site.
    private static readonly Instant _start = Instant.FromUtc(2026, 7, 1, 4, 55);

    private readonly ArmedTime _time = new(_start.ToDateTimeOffset());

    // The longest that anything of this may take on a busy machine.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(90));

    [Fact]
    public async Task What_nobody_acknowledges_goes_to_the_next_rule_in_time_and_what_somebody_has_does_not()
    {
        await using var rig = await StartAsync();
        await RuleAsync(rig, """{"name":"second","channel":"file","targets":["second.jsonl"],"is_only_for_escalation":true}""");
        await RuleAsync(rig, """{"name":"first","channel":"file","targets":["first.jsonl"],"escalates_after_minutes":5,"escalates_to":1}""");
        await RuleAsync(rig, """{"name":"all","channel":"file","targets":["all.jsonl"]}""");
        Raise(rig, "a", "b");

        // By the last rule, so that the first two are through with them.
        var told = await LinesAsync(rig, "all.jsonl", 2);
        var b = (long)told.Single(static line => Subject(line) == "b")["alarm"]!["id"]!;
        await rig.Services.GetRequiredService<AlarmDesk>().AcknowledgeAsync(Actor.Local, [b], null, _limit.Token);

        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(5));
        Raise(rig, "c");
        await LinesAsync(rig, "all.jsonl", 3);
        _time.Advance(TimeSpan.FromSeconds(5));
        await LinesAsync(rig, "second.jsonl", 1);
        (await DeliveredAtAsync(rig, "second")).ShouldBe([_start + Duration.FromMinutes(5)]);
        _time.Advance(TimeSpan.FromMinutes(5));
        var escalated = await LinesAsync(rig, "second.jsonl", 2);

        escalated.Select(Subject).ShouldBe(["a", "c"]);
        escalated.ShouldAllBe(static line => (bool)line["escalated"]!);
        ((string?)escalated[0]["title"]).ShouldStartWith("Nobody has acknowledged");
    }

    [Fact]
    public async Task Quiet_hours_keep_what_is_not_critical_until_they_end_and_tell_it_together_then()
    {
        await using var rig = await StartAsync();
        await RuleAsync(rig, """{"name":"night","channel":"file","targets":["night.jsonl"],"quiet_from":"22:00","quiet_to":"00:05"}""");
        Raise(rig, "a", "b");
        Critical(rig, "c");
        await LinesAsync(rig, "night.jsonl", 1);
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(10));
        Critical(rig, "d");
        await LinesAsync(rig, "night.jsonl", 2);
        _time.Advance(TimeSpan.FromSeconds(10));
        var lines = await LinesAsync(rig, "night.jsonl", 3);

        lines.Take(2).Select(Subject).ShouldBe(["c", "d"]);
        ((string?)lines[2]["type"]).ShouldBe("digest");
        lines[2]["lines"]!.AsArray().Select(static one => (string)one!["text"]!).Select(static text => text[^2..^1]).ShouldBe(["a", "b"]);
        (await DeliveredAtAsync(rig, "night"))[0].ShouldBeGreaterThanOrEqualTo(_start + Duration.FromMinutes(10));
    }

    [Fact]
    public async Task A_digest_tells_an_hour_at_its_end_and_a_rule_that_was_switched_off_tells_nothing_of_it()
    {
        await using var rig = await StartAsync();
        await RuleAsync(rig, """{"name":"hourly","channel":"file","targets":["hourly.jsonl"],"digest":"hourly"}""");
        await RuleAsync(rig, """{"name":"off","channel":"file","targets":["off.jsonl"],"digest":"hourly"}""");
        await RuleAsync(rig, """{"name":"now","channel":"file","targets":["now.jsonl"]}""");
        Raise(rig, "a", "b");
        await LinesAsync(rig, "now.jsonl", 2);
        await rig.SendAsync(HttpMethod.Put, Rules + "/2", """{"name":"off","channel":"file","targets":["off.jsonl"],"digest":"hourly","is_on":false}""", ApiRig.Token);
        _time.Advance(TimeSpan.FromMinutes(5));
        var lines = await LinesAsync(rig, "hourly.jsonl", 1);

        lines[0]["lines"]!.AsArray().Count.ShouldBe(2);
        await rig.SendAsync(HttpMethod.Put, Rules + "/2", """{"name":"off","channel":"file","targets":["off.jsonl"],"digest":"hourly"}""", ApiRig.Token);
        Raise(rig, "c");
        await LinesAsync(rig, "now.jsonl", 3);
        _time.Advance(TimeSpan.FromHours(1));
        (await LinesAsync(rig, "off.jsonl", 1))[0]["lines"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_that_the_server_puts_off_is_sent_again_and_its_rules_alarm_never_rises()
    {
        await using var box = MailBox.Open();
        box.PutsOff = 1;
        await using var rig = await StartAsync();
        SetUp(rig, box.Port);
        await RuleAsync(rig, """{"name":"mail","channel":"email","targets":["ann@example.org"]}""");
        Raise(rig, "a");
        await _time.WaitsAsync(TimeSpan.FromSeconds(10), _limit.Token);
        _time.Advance(TimeSpan.FromSeconds(10));

        using var mail = await box.NextAsync(_limit.Token);

        mail.Subject!.ShouldContain("(a)");
        var (_, sent) = await UntilAsync(rig, static body => body["deliveries"]!.AsArray().Count == 1);
        ((int)sent["tries"]!).ShouldBe(2);
        rig.Services.GetRequiredService<AlarmDesk>().Newest.Entries.Values.ShouldNotContain(static one => one.Subject == "mail");
    }

    [Fact]
    public async Task What_was_given_up_is_an_alarm_until_a_message_of_that_rule_arrives_and_other_rules_go_on_meanwhile()
    {
        await using var box = MailBox.Open();
        box.PutsOff = 3;
        await using var rig = await StartAsync();
        SetUp(rig, box.Port);
        await RuleAsync(rig, """{"name":"mail","channel":"email","targets":["ann@example.org"],"subjects":["a","b"]}""");
        await RuleAsync(rig, """{"name":"other","channel":"email","targets":["bob@example.org"],"subjects":["c"]}""");
        Raise(rig, "a");
        await _time.WaitsAsync(TimeSpan.FromSeconds(10), _limit.Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        await _time.WaitsAsync(TimeSpan.FromSeconds(60), _limit.Token);
        box.PutsOff = 0;
        Raise(rig, "c");
        using var other = await box.NextAsync(_limit.Token);
        other.To.Mailboxes.ShouldHaveSingleItem().Address.ShouldBe("bob@example.org");

        box.PutsOff = 1;
        _time.Advance(TimeSpan.FromSeconds(60));
        await AlarmAsync(rig, static one => one.Subject == "mail" && one.IsStanding);
        Raise(rig, "b");
        using var mail = await box.NextAsync(_limit.Token);
        await AlarmAsync(rig, static one => one.Subject == "mail" && !one.IsStanding);
    }

    public void Dispose() => _limit.Dispose();

    private Task<ApiRig> StartAsync() => ApiRig.StartAsync(_limit.Token, furnish: room => room with { Wall = _time, View = room.View with { Time = _time } });

    private static async Task RuleAsync(ApiRig rig, string rule) => ((int)(await rig.SendAsync(HttpMethod.Post, Rules, rule, ApiRig.Token)).Status).ShouldBe(201);

    // Of high priority, and standing.
    private static void Raise(ApiRig rig, params string[] subjects)
    {
        foreach (var subject in subjects)
        {
            rig.Services.GetRequiredService<AlarmDesk>().Raise(DeskAlarm.NotificationLost, subject);
        }
    }

    private static void Critical(ApiRig rig, string subject) => rig.Services.GetRequiredService<AlarmDesk>().Raise(DeskAlarm.DeskSilent, subject);

    private static string? Subject(JsonNode line) => (string?)line["alarm"]?["subject"];

    private async Task AlarmAsync(ApiRig rig, Func<AlarmEntry, bool> isSo)
    {
        await foreach (var list in rig.Services.GetRequiredService<AlarmDesk>().WatchAsync(_limit.Token))
        {
            if (list.Entries.Values.Any(isSo))
            {
                return;
            }
        }
    }

    private async Task<IReadOnlyList<JsonNode>> LinesAsync(ApiRig rig, string file, int count)
    {
        var path = Path.Combine(rig.Folder, "notifications", file);
        while (true)
        {
            var lines = File.Exists(path) ? await File.ReadAllTextAsync(path, _limit.Token) : "";
            if (lines.Count(static letter => letter == '\n') >= count)
            {
                return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!)];
            }

            _limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<(JsonObject Body, JsonNode First)> UntilAsync(ApiRig rig, Func<JsonObject, bool> isSo)
    {
        while (true)
        {
            var (_, body) = await rig.GetAsync("/api/v1/notifications/deliveries");
            if (isSo(body))
            {
                return (body, body["deliveries"]![0]!);
            }

            _limit.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<IReadOnlyList<Instant>> DeliveredAtAsync(ApiRig rig, string rule)
    {
        var count = (await File.ReadAllLinesAsync(Path.Combine(rig.Folder, "notifications", rule + ".jsonl"), _limit.Token)).Length;
        var (body, _) = await UntilAsync(rig, all => Of(all).Count() == count);
        return [.. Of(body).Select(static one => InstantPattern.ExtendedIso.Parse((string)one!["at_utc"]!).Value)];

        IEnumerable<JsonNode?> Of(JsonObject all) => all["deliveries"]!.AsArray().Where(one => (string?)one!["rule"] == rule);
    }

    private static void SetUp(ApiRig rig, int port)
    {
        var path = Path.Combine(rig.Folder, SmtpSettings.FileName);
        File.WriteAllText(path, $$"""{"host":"127.0.0.1","port":{{port}},"security":"none","from":"desk@example.org"}""");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
