using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.App.Notifications;
using Spillway.Engine.Commands.Control;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Notifications;

public sealed class MailProcessTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_mail_server_that_is_killed_in_the_middle_of_a_delivery_gets_the_mail_once_it_is_back_and_nothing_waits_meanwhile()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_patience);
        var wall = new FakeTimeProvider(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await using var mail = await MailProcess.StartSilentAsync(limit.Token);
        await using var rig = await ApiRig.StartAsync(limit.Token, furnish: room => room with { Wall = wall });
        SetUp(rig, mail.Port);

        // Of this alarm alone: while the server comes back the wall clock goes on and no pass is made, which is an alarm of its own.
        await rig.SendAsync(HttpMethod.Post, "/api/v1/notifications/rules", """{"name":"night","channel":"email","targets":["ann@example.org"],"codes":["swing"]}""", ApiRig.Token);

        rig.Say(new Alarm(AlarmCode.Swing, "dadu", true, null, null, []));
        await mail.TakenAsync(limit.Token);
        await mail.KillAsync();

        // The desk goes on: a pass is made and the list of alarms has the alarm while nobody takes its mail.
        rig.Pass();
        (await DeliveriesAsync()).ShouldBeEmpty("it is neither delivered nor given up");
        var (_, list) = await rig.GetAsync("/api/v1/alarms");
        list["alarms"]!.AsArray().Concat(list["returned"]!.AsArray()).Count(static one => (string?)one!["subject"] == "dadu").ShouldBe(1);
        await mail.StartKeepingAsync(limit.Token);
        using var timer = new PeriodicTimer(_often);
        JsonArray sent;
        while ((sent = await DeliveriesAsync()).Count == 0)
        {
            await timer.WaitForNextTickAsync(limit.Token);
            wall.Advance(TimeSpan.FromSeconds(1));
        }

        ((bool)sent[0]!["delivered"]!).ShouldBeTrue(sent.ToJsonString());
        ((int)sent[0]!["tries"]!).ShouldBeGreaterThan(1);
        var kept = mail.Kept().ShouldHaveSingleItem();
        kept.ShouldContain("To: ann@example.org");
        kept.ShouldContain("dadu");

        async Task<JsonArray> DeliveriesAsync() => (await rig.GetAsync("/api/v1/notifications/deliveries")).Body["deliveries"]!.AsArray();
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
