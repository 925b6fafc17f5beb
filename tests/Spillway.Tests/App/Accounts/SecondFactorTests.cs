using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Api;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Cli;
using Spillway.Tests.App.Sites;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>A desk that demands a second factor: whoever came by one sees, sheds and stops, sets one up, and does nothing else.</summary>
public sealed class SecondFactorTests
{
    private const string Shed = """{"kind":"shed","to_mw":10,"reason":"x","by":"x"}""";
    private const string Hold = """{"kind":"hold","group":"hall-a","state":"on","reason":"x","by":"x"}""";

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_offered_unless_the_site_file_demands_it()
    {
        Read("").ShouldBeFalse();
        Read("second_factor: offered").ShouldBeFalse();
        Read("second_factor: demanded").ShouldBeTrue();
        Should.Throw<RefusedException>(() => Read("second_factor: wanted")).Code.Id.ShouldBe("SW1015");
    }

    [Theory]
    [InlineData("password", false)]
    [InlineData("invitation", false)]
    [InlineData("provider", false)]
    [InlineData("provider, strongly", true)]
    [InlineData("password and code", true)]
    [InlineData("password and recovery code", true)]
    [InlineData("passkey", true)]
    public void Two_factors_are_a_password_and_a_code_a_passkey_and_a_provider_that_had_to_say_how(string way, bool isOfTwo) =>
        Session.IsOfTwoFactors(way).ShouldBe(isOfTwo);

    [Fact]
    public void It_is_demanded_for_all_but_seeing_shedding_stopping_and_the_own_account()
    {
        var gate = new Gate(static () => RoleBook.BuiltIn);
        foreach (var (action, rule) in ActionRules.All)
        {
            var isFree = rule.Id.StartsWith("see-", StringComparison.Ordinal) || rule.Id is "shed" or "stop" or "manage-own-account";
            var who = new Actor("1", "x", ActorKind.Person, Roles.All, []) { IsOneFactor = true };

            Gate.TakesTwoFactors(action).ShouldBe(!isFree, rule.Id);
            gate.Allows(who, action).ShouldBe(isFree, rule.Id);
            gate.Allows(who with { IsOneFactor = false }, action).ShouldBeTrue(rule.Id);
            ActorClaims.Of(ActorClaims.ToPrincipal(who, "test"))!.IsOneFactor.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Over_the_api_and_on_the_page_of_orders_a_shed_and_a_stop_never_wait_for_it_and_what_puts_load_on_does()
    {
        await using var rig = await AccountRig.StartAsync(End, furnish: Demanding);
        using var browser = await InvitedAsync(rig, "bob", Roles.Operator);

        (await OrderAsync(rig, browser, Hold)).ShouldBe((HttpStatusCode.Forbidden, FactorErrors.NoSecondFactor.Id));
        (await SendAsync(rig, browser, HttpMethod.Post, "/api/v1/alarms/1/acknowledge", "{}")).ShouldBe((HttpStatusCode.Forbidden, FactorErrors.NoSecondFactor.Id));
        (await SendAsync(rig, browser, HttpMethod.Get, "/api/v1/status", null)).Status.ShouldBe(HttpStatusCode.OK);
        (await OrderAsync(rig, browser, Shed)).Status.ShouldBe(HttpStatusCode.Created);
        var stop = new JsonObject { ["kind"] = "stop", ["reason"] = "fire", ["by"] = "bob" };
        await OrderAsync(rig, browser, stop.ToJsonString());
        stop["confirm"] = (string?)JsonNode.Parse(browser.Page)!["confirm"];
        (await OrderAsync(rig, browser, stop.ToJsonString())).Status.ShouldBe(HttpStatusCode.Created);
        rig.Desk.State.Orders.Length.ShouldBe(2);
        var page = await browser.GetAsync("/orders");
        page.ShouldContain("Look at it before it is given");
        page.ShouldContain("Stop the site: first of two steps");
        page.ShouldNotContain("aria-label=\"Release ");
        (await rig.RecordsAsync()).Count(static one => one.Kind == "person.refused").ShouldBe(2);
    }

    [Fact]
    public async Task On_the_console_it_is_set_up_and_opens_the_rest_from_the_next_sign_in_on()
    {
        await using var rig = await AccountRig.StartAsync(End, furnish: Demanding);
        using var browser = await rig.FirstAsync();
        (await browser.GetAsync("/account")).ShouldContain("This desk demands a second factor");
        var eve = (await rig.InvitedAsync("eve", Roles.Viewer)).Id;
        (await browser.GetAsync("/set-up/people")).ShouldNotContain("Invite somebody");
        (await browser.SendAsync("/set-up/people", "acts", ("Act", "lock:" + eve))).ShouldContain("This desk demands a second factor for it");

        await browser.SendAsync("/account", "draw");
        var seed = browser.Page.Split("<code>").Select(static part => part.Split("</code>")[0]).Single(static part => part.Length == 32);
        await browser.AgainAsync("/account", "confirm", ("Code", AuthenticatorCode.Of(seed, AuthenticatorCode.Step(rig.Wall.GetUtcNow()))));
        rig.Wall.Advance(TimeSpan.FromMinutes(1));
        using var again = rig.Open();
        await again.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        await again.AgainAsync("/sign-in", "code", ("Code", AuthenticatorCode.Of(seed, AuthenticatorCode.Step(rig.Wall.GetUtcNow()))));

        (await again.GetAsync("/account")).ShouldNotContain("This desk demands a second factor");
        (await again.GetAsync("/set-up/people")).ShouldContain("Invite somebody");
        (await again.SendAsync("/set-up/people", "acts", ("Act", "lock:" + eve))).ShouldContain("eve is locked");
        rig.Get<SessionBook>().All.Count(static one => one.Who.IsOneFactor).ShouldBe(1, "the session of before is as it was");
    }

    [Fact]
    public async Task Every_deed_of_the_console_asks_for_it_but_sheds_stops_and_what_shows_something()
    {
        await using var rig = await ApiRig.StartAsync(End);
        foreach (var deed in ConsoleDeeds.All)
        {
            var who = new Actor("try", "try", ActorKind.Person, Roles.All, []) { IsOneFactor = true };
            ErrorCode? refused = null;
            try
            {
                await deed.Do(rig.Services, who);
            }
            catch (RefusedException refusal)
            {
                refused = refusal.Code;
            }

            (refused == FactorErrors.NoSecondFactor).ShouldBe(Gate.TakesTwoFactors(deed.Action), $"{deed.Desk.Name}.{deed.Method} as {ActionRules.Of(deed.Action).Id}: {refused?.Id}");
        }
    }

    private static DeskRoom Demanding(DeskRoom room)
    {
        var site = room.View.Site;
        return room with { View = room.View with { Site = site with { Installation = site.Installation! with { Desk = site.Installation.Desk with { DemandsSecondFactor = true } } } } };
    }

    private static async Task<Browser> InvitedAsync(AccountRig rig, string name, string role)
    {
        var code = (await rig.InvitedAsync(name, role)).Code;
        var browser = rig.Open();
        await browser.SendAsync("/invitation", "invitation", ("Name", name), ("Code", code), ("Password", AccountRig.Password));
        rig.Get<SessionBook>().All.ShouldHaveSingleItem().Who.IsOneFactor.ShouldBeTrue();
        return browser;
    }

    private static Task<(HttpStatusCode Status, string Code)> OrderAsync(AccountRig rig, Browser browser, string body) => SendAsync(rig, browser, HttpMethod.Post, "/api/v1/orders", body);

    // As a page of the desk sends it.
    private static async Task<(HttpStatusCode Status, string Code)> SendAsync(AccountRig rig, Browser browser, HttpMethod method, string address, string? body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", $"http://127.0.0.1:{rig.Desk.Port}");
        var said = await browser.RawAsync(request);
        return (browser.Status, (string?)JsonNode.Parse(said)?["code"] ?? "");
    }

    private static bool Read(string keys)
    {
        using var screen = new Screen();
        var text = keys.Length == 0 ? BadSiteFiles.Good : BadSiteFiles.Good.Replace("desk:\n", $"desk:\n  {keys}\n", StringComparison.Ordinal);
        return SiteFile.Read(screen.Write("site.yaml", text)).Installation!.Desk.DemandsSecondFactor;
    }
}
