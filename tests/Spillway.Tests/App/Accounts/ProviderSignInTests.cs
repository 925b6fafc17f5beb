using System.Net;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.Engine;
using Spillway.Tests.App.Api.Doors;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed class ProviderSignInTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_known_elsewhere_gets_the_roles_that_are_said_there()
    {
        await using var provider = await SignInProviderRig.StartAsync(End);
        await using var rig = await AccountRig.StartAsync(End, prepare: folder => Write(folder, provider.Authority));
        using var browser = rig.Open();
        (await browser.GetAsync("/sign-in?back=/account")).ShouldContain("Sign in with Power house");

        await ThereAndBackAsync(browser);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page.ShouldContain("0;url=/account");
        (await browser.GetAsync("/account")).ShouldContain("grace");
        rig.Get<SessionBook>().All.ShouldHaveSingleItem().Who.Roles.ShouldBe(["operator"]);

        provider.Person = provider.Person with { Groups = ["power-audit"] };
        using var again = rig.Open();
        await ThereAndBackAsync(again);
        (await rig.Get<PeopleBook>().ListAsync(Actor.Local, End)).ShouldHaveSingleItem().Roles.ShouldBe(["auditor"]);
        rig.Get<SessionBook>().All.ShouldHaveSingleItem("the session with the roles of before has ended").Who.Roles.ShouldBe(["auditor"]);

        provider.Person = provider.Person with { Groups = [] };
        using var last = rig.Open();
        await ThereAndBackAsync(last);
        last.Location.ShouldBe("/sign-in?fault=provider");
        rig.Get<SessionBook>().All.ShouldBeEmpty("who has no role there any more has none here");
    }

    [Theory]
    [InlineData(null, "pwd", false)]
    [InlineData("urn:example:bronze", "mfa", false)]
    [InlineData("urn:example:gold", "pwd", false)]
    [InlineData("urn:example:gold", "", false)]
    [InlineData("urn:example:gold", "pwd mfa", true)]
    [InlineData("urn:example:silver", "hwk", true)]
    public async Task Whoever_was_not_signed_in_there_as_strongly_as_is_asked_for_is_refused_by_a_number(string? said, string methods, bool isStrong)
    {
        await using var provider = await SignInProviderRig.StartAsync(End);
        await using var rig = await AccountRig.StartAsync(End, prepare: folder => Write(folder, provider.Authority, ""","acr_values":["urn:example:gold","urn:example:silver"],"amr_values":["mfa","hwk"]"""));
        provider.Strength = (said, methods.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        using var browser = rig.Open();

        await ThereAndBackAsync(browser);

        provider.AskedClasses.ShouldBe("urn:example:gold urn:example:silver");
        rig.Get<SessionBook>().All.Length.ShouldBe(isStrong ? 1 : 0);
        if (isStrong)
        {
            browser.Page.ShouldContain("0;url=/account");
            rig.Get<SessionBook>().All[0].Way.ShouldBe(ProviderSignIn.StrongWay);
            return;
        }

        browser.Location.ShouldBe("/sign-in?fault=strength");
        (await browser.GetAsync(browser.Location)).ShouldContain($"[{FactorErrors.WeakSignIn.Id}]");
        (await rig.RecordsAsync()).ShouldHaveSingleItem().Payload.ShouldContain("\"way\":\"provider, not strongly enough\"");
        (await rig.Get<PeopleBook>().ListAsync(Actor.Local, End)).ShouldBeEmpty("it makes no account either");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("issuer", false)]
    [InlineData("audience", false)]
    [InlineData("nonce", false)]
    [InlineData("no nonce", false)]
    [InlineData("key", false)]
    [InlineData("no signature", false)]
    [InlineData("empty signature", false)]
    [InlineData("end", false)]
    [InlineData("subject", false)]
    public async Task A_token_in_which_one_thing_is_false_opens_nothing(string lie, bool isTaken)
    {
        await using var provider = await HostileProviderRig.StartAsync(End);
        await using var rig = await AccountRig.StartAsync(End, prepare: folder => Write(folder, provider.Authority));
        provider.Lie = lie;
        using var browser = rig.Open();

        await ThereAndBackAsync(browser);

        rig.Get<SessionBook>().All.Length.ShouldBe(isTaken ? 1 : 0);
        (isTaken ? browser.Page : browser.Location).ShouldContain(isTaken ? "0;url=/account" : "/sign-in?fault=provider");
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_or_comes_twice_opens_nothing()
    {
        await using var provider = await HostileProviderRig.StartAsync(End);
        await using var rig = await AccountRig.StartAsync(End, prepare: folder => Write(folder, provider.Authority));
        using var browser = rig.Open();
        await browser.GetAsync("/sign-in/provider?back=/account");
        using var other = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await other.GetAsync(browser.Location, End);
        var back = answer.Headers.Location!.ToString();

        using var victim = rig.Open();
        await victim.GetAsync(back);
        victim.Location.ShouldBe("/sign-in?fault=provider", "it has no cookie of that way");
        await browser.GetAsync(back);
        browser.Page.ShouldContain("0;url=/account");
        await browser.GetAsync(back);
        browser.Location.ShouldBe("/sign-in?fault=provider");
        rig.Get<SessionBook>().All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Cookies_of_the_way_there_and_back_by_https_go_no_other_way()
    {
        await using var provider = await SignInProviderRig.StartAsync(End);
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(
            End, prepare: folder => Write(folder, provider.Authority),
            door: folder => new(IPAddress.Loopback, 0, ["desk.example"], IsBehindProxy: false, (made = MadeCertificate.In(folder)).Certificate, made.Key));
        using var browser = new Browser(new Uri($"https://127.0.0.1:{rig.Desk.PublicPort}"), made!.Thumbprint);

        await browser.GetAsync("/sign-in/provider?back=/account");
        browser.SetCookies.Count.ShouldBe(2);
        browser.SetCookies.ShouldAllBe(static one => one.StartsWith("__Host-spillway-provider-", StringComparison.Ordinal)
            && one.Contains("; secure", StringComparison.OrdinalIgnoreCase) && one.Contains("; samesite=lax", StringComparison.OrdinalIgnoreCase) && one.Contains("; expires=", StringComparison.OrdinalIgnoreCase));

        await ThereAndBackAsync(browser);
        browser.Page.ShouldContain("0;url=/account");
        rig.Get<SessionBook>().All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_no_strength_is_asked_for_none_is_named_to_the_provider()
    {
        await using var provider = await SignInProviderRig.StartAsync(End);
        await using var rig = await AccountRig.StartAsync(End, prepare: folder => Write(folder, provider.Authority));
        using var browser = rig.Open();

        await ThereAndBackAsync(browser);

        provider.AskedClasses.ShouldBeNull();
        rig.Get<SessionBook>().All.ShouldHaveSingleItem().Way.ShouldBe(ProviderSignIn.Way);
    }

    [Theory]
    [InlineData("Kim (Ops)")]
    [InlineData("a+b@example.org")]
    [InlineData("local")]
    public async Task Somebody_whose_name_no_account_can_have_is_refused_as_others_are(string name)
    {
        await using var provider = await SignInProviderRig.StartAsync(End);
        await using var rig = await AccountRig.StartAsync(End, prepare: folder => Write(folder, provider.Authority));
        provider.Person = provider.Person with { Name = name };
        using var browser = rig.Open();

        await ThereAndBackAsync(browser);

        (browser.Status, browser.Location).ShouldBe((HttpStatusCode.Redirect, "/sign-in?fault=provider"));
        (await browser.GetAsync(browser.Location)).ShouldContain("a name that cannot be taken");
    }

    [Theory]
    [InlineData("/%09/evil.example")]
    [InlineData("/%0A/evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("https://evil.example/")]
    public async Task Nobody_is_led_elsewhere_after_signing_in(string back)
    {
        await using var provider = await SignInProviderRig.StartAsync(End);
        await using var rig = await AccountRig.StartAsync(End, prepare: folder => Write(folder, provider.Authority));
        using var browser = rig.Open();

        await ThereAndBackAsync(browser, back);

        browser.Page.ShouldContain("content=\"0;url=/\"");
        BackPath.Local(Uri.UnescapeDataString(back)).ShouldBe("/");
    }

    [Fact]
    public async Task Somebody_with_no_role_here_is_refused_and_a_name_that_is_taken_opens_nothing()
    {
        await using var provider = await SignInProviderRig.StartAsync(End);
        await using var rig = await AccountRig.StartAsync(End, prepare: folder => Write(folder, provider.Authority));
        using var admin = await rig.FirstAsync();
        provider.Person = ("s-2", "ada", ["cleaners"]);
        using var browser = rig.Open();
        await ThereAndBackAsync(browser);
        browser.Location.ShouldBe("/sign-in?fault=provider");

        provider.Person = ("s-2", "ada", ["power-desk"]);
        await ThereAndBackAsync(browser);

        rig.Get<SessionBook>().All.Select(static one => one.Who.Name).Order().ShouldBe(["ada", "ada@127.0.0.1"]);
    }

    [Theory]
    [InlineData("""{"name":"P","authority":"http://id.example.com","client_id":"s","role_claim":"groups","roles":{"a":["viewer"]}}""", "no https address")]
    [InlineData("""{"name":"P","authority":"https://id.example.com","client_id":"s","role_claim":"groups","roles":{"a":["machine"]}}""", "no person is a machine")]
    [InlineData("""{"name":"P","authority":"https://id.example.com","client_id":"s","role_claim":"groups","roles":{},"secret":"x"}""", "secret")]
    [InlineData("""{"name":"P"}""", "authority")]
    [InlineData("""{"name":"P","authority":"https://id.example.com","client_id":"s","role_claim":"groups","roles":{"a":["viewer"]},"acr_values":[]}""", "acr_values")]
    [InlineData("""{"name":"P","authority":"https://id.example.com","client_id":"s","role_claim":"groups","roles":{"a":["viewer"]},"amr_values":["mfa hwk"]}""", "amr_values")]
    public void Settings_that_cannot_be_are_refused_by_what_is_wrong(string text, string named)
    {
        using var screen = new Screen();
        screen.Write(SignInProviderFile.FileName, text);

        var refusal = Should.Throw<RefusedException>(() => SignInProviderFile.Read(screen.Folder));

        refusal.Code.ShouldBe(AccountErrors.BadProvider);
        refusal.What.ShouldContain(named);
    }

    private static void Write(string folder, string authority, string more = "")
    {
        File.WriteAllText(Path.Combine(folder, "openid.secret"), SignInProviderRig.Secret + "\n");
        File.WriteAllText(
            Path.Combine(folder, SignInProviderFile.FileName),
            $$$"""{"name":"Power house","authority":"{{{authority}}}","client_id":"{{{SignInProviderRig.ClientId}}}","client_secret_file":"openid.secret","role_claim":"groups","roles":{"power-desk":["operator"],"power-audit":["auditor"]}{{{more}}}}""");
    }

    // The browser is sent to the provider, which sends it back with a code.
    private static async Task ThereAndBackAsync(Browser browser, string back = "/account")
    {
        await browser.GetAsync("/sign-in/provider?back=" + back);
        browser.Status.ShouldBe(HttpStatusCode.Redirect, browser.Page);
        using var other = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await other.GetAsync(browser.Location, End);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(End));
        await browser.GetAsync(answer.Headers.Location!.ToString());
    }
}
