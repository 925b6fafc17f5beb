using System.Net;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.Engine;
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
    public void Settings_that_cannot_be_are_refused_by_what_is_wrong(string text, string named)
    {
        using var screen = new Screen();
        screen.Write(SignInProviderFile.FileName, text);

        var refusal = Should.Throw<RefusedException>(() => SignInProviderFile.Read(screen.Folder));

        refusal.Code.ShouldBe(AccountErrors.BadProvider);
        refusal.What.ShouldContain(named);
    }

    private static void Write(string folder, string authority)
    {
        File.WriteAllText(Path.Combine(folder, "openid.secret"), SignInProviderRig.Secret + "\n");
        File.WriteAllText(
            Path.Combine(folder, SignInProviderFile.FileName),
            $$$"""{"name":"Power house","authority":"{{{authority}}}","client_id":"{{{SignInProviderRig.ClientId}}}","client_secret_file":"openid.secret","role_claim":"groups","roles":{"power-desk":["operator"],"power-audit":["auditor"]}}""");
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
