using Bunit;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Console.Setup;
using Spillway.App.Console.Shifts;
using Spillway.App.ShiftLog;
using Spillway.App.Streams.Webhooks;
using Spillway.Tests.App.Accounts;
using Xunit;

namespace Spillway.Tests.App.Console.Setup;

/// <summary>Keys, webhooks and the times of shifts: nothing is made or changed before it was shown.</summary>
public sealed class ReviewedMakingTests : IAsyncLifetime
{
    private static readonly Actor _administrator = new("1", "ada", ActorKind.Person, [Roles.Administrator], []);
    private readonly BunitContext _page = new();

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_shown_as_it_would_be_before_it_is_made()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        Furnish(rig.Services);
        var panel = _page.Render<KeysPanel>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, _administrator));
        await panel.PressAsync("Review the key");
        panel.Find("[role=alert]").TextContent.ShouldContain("SW");
        panel.FindAll("#setup-review-key").ShouldBeEmpty();

        await panel.TouchAsync("section[aria-labelledby=setup-new-key] input", static one => one.Change("weather board"));
        await panel.TouchAsync("section[aria-labelledby=setup-new-key] input[type=checkbox]", static one => one.Change(true));
        await panel.PressAsync("Review the key");
        panel.Find("#setup-review-key").TextContent.ShouldBe("Make the key of weather board?");
        panel.Find("section[aria-labelledby=setup-review-key] tbody").TextContent.ShouldContain("see the desk");
        rig.Get<SecondDesk>().All().ShouldBeEmpty();
        panel.FindAll(".setup-secret").ShouldBeEmpty();

        await panel.PressAsync("Leave it");
        panel.FindAll("#setup-review-key").ShouldBeEmpty();
        await panel.PressAsync("Review the key");
        await panel.PressAsync("Make the key");
        panel.WaitForAssertion(() => panel.Find(".setup-secret code").TextContent.ShouldStartWith("spillway_"));
        rig.Get<SecondDesk>().All().ShouldHaveSingleItem();
        rig.Get<AuthorityDesk>().Keys.All.ShouldBeEmpty("another person signs first");
    }

    [Fact]
    public async Task A_webhook_is_shown_before_anything_is_sent_there()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        Furnish(rig.Services);
        var panel = _page.Render<WebhooksPanel>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, _administrator));
        await panel.TouchAsync(".setup-deeds input", static one => one.Change("https://127.0.0.1/hook"));
        await panel.PressAsync("Review the webhook");
        panel.Find("[role=alert]").TextContent.ShouldContain("SW6621");

        await panel.TouchAsync(".setup-deeds input", static one => one.Change("https://desk.invalid/hook"));
        await panel.PressAsync("Review the webhook");
        panel.Find("section[aria-labelledby=setup-review-webhook]").TextContent.ShouldContain("https://desk.invalid/hook");
        rig.Get<WebhookSender>().All.ShouldBeEmpty();

        // What was looked at is added, whatever stands in the form by then.
        await panel.TouchAsync(".setup-deeds input", static one => one.Change("https://elsewhere.invalid/hook"));
        await panel.PressAsync("Add the webhook");
        panel.WaitForAssertion(() => panel.Find(".setup-secret code").TextContent.ShouldStartWith("whsec_"));
        rig.Get<WebhookSender>().All.ShouldHaveSingleItem().Target.Host.ShouldBe("desk.invalid");
    }

    [Fact]
    public async Task Times_of_shifts_are_shown_beside_those_in_force_before_they_are_kept()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        Furnish(rig.Services);
        var (log, told) = (rig.Get<ShiftLogDesk>(), 0);
        var times = _page.Render<ShiftTimes>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, _administrator).Add(one => one.MayChange, true).Add(one => one.Changed, () => told++));
        times.Markup.ShouldContain("07:00, 19:00");
        await times.TouchAsync("input", static one => one.Change("25:00"));
        await times.TouchAsync("form", static one => one.Submit());
        times.Find("[role=alert]").TextContent.ShouldContain("25:00");

        await times.TouchAsync("input", static one => one.Change("22:00, 06:00, 14:00"));
        await times.TouchAsync("form", static one => one.Submit());
        times.FindAll("tbody tr").Select(static row => row.TextContent.Trim()).ShouldBe(["Shift 1 begins at07:0006:00", "Shift 2 begins at19:0014:00", "Shift 3 begins at–22:00"]);
        log.Schedule.Texts.ShouldBe(["07:00", "19:00"]);
        await times.PressAsync("Keep the times");
        times.WaitForAssertion(() => times.Find("[role=status]").TextContent.ShouldContain("Shifts begin at these times from now on"));
        log.Schedule.Texts.ShouldBe(["06:00", "14:00", "22:00"]);
        told.ShouldBe(1);

        // Somebody else changes them between the look and the press.
        await times.TouchAsync("input", static one => one.Change("08:00"));
        await times.TouchAsync("form", static one => one.Submit());
        await log.ChangeScheduleAsync(_administrator, ShiftSchedule.Parse(["05:00"]), Spillway.App.Api.SeenTag.Any, Ct);
        await times.PressAsync("Keep the times");
        times.WaitForAssertion(() => times.Find("[role=alert]").TextContent.ShouldContain("SW6510"));
        log.Schedule.Texts.ShouldBe(["05:00"]);
    }

    [Fact]
    public async Task Whoever_may_not_change_the_times_sees_them_and_no_form()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        Furnish(rig.Services);

        var times = _page.Render<ShiftTimes>(with => with.AddCascadingValue(Readers.Chinese).Add(one => one.Who, _administrator));

        times.Markup.ShouldContain("07:00，19:00");
        times.FindAll("form, button").ShouldBeEmpty();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _page.DisposeAsync();

    private void Furnish(IServiceProvider services)
    {
        _page.Services.AddFallbackServiceProvider(services);
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.SetRendererInfo(new("Server", isInteractive: true));
    }
}
