using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Accounts.SignIns;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>What opens one's own account, over the API, by the session of a signed-in browser.</summary>
public sealed class OwnAccountApiTests
{
    private const string Account = "/api/v1/account";
    private const string Other = "nine loud substations";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_authenticator_is_set_up_gives_recovery_codes_and_is_taken_away()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        using var browser = await rig.FirstAsync();
        var before = await AskAsync(browser, HttpMethod.Get, Account);
        ((bool)before["has_password"]!, (bool)before["has_authenticator"]!, (int)before["recovery_codes_left"]!, (bool)before["is_proven"]!).ShouldBe((true, false, 0, true));
        before["passkeys"]!.AsArray().ShouldBeEmpty();

        var secret = (string)(await AskAsync(browser, HttpMethod.Post, Account + "/authenticator"))["secret_base32"]!;
        ((string?)(await AskAsync(browser, HttpMethod.Post, Account + "/authenticator/confirm", """{"code":"000000"}"""))["code"]).ShouldBe("SW6613");
        var code = AuthenticatorCode.Of(secret, AuthenticatorCode.Step(rig.Wall.GetUtcNow()));
        var codes = (await AskAsync(browser, HttpMethod.Post, Account + "/authenticator/confirm", $$"""{"code":"{{code}}"}"""))["recovery_codes"]!.AsArray();
        var fresh = (await AskAsync(browser, HttpMethod.Post, Account + "/recovery-codes"))["recovery_codes"]!.AsArray();

        (codes.Count, fresh.Count).ShouldBe((10, 10));
        fresh.Select(static one => (string)one!).Intersect(codes.Select(static one => (string)one!)).ShouldBeEmpty();
        ((bool)(await AskAsync(browser, HttpMethod.Get, Account))["has_authenticator"]!).ShouldBeTrue();
        await AskAsync(browser, HttpMethod.Delete, Account + "/authenticator");
        var after = await AskAsync(browser, HttpMethod.Get, Account);
        ((bool)after["has_authenticator"]!, (int)after["recovery_codes_left"]!).ShouldBe((false, 0));
    }

    [Fact]
    public async Task A_password_is_changed_after_a_fresh_proof_alone_and_ends_the_other_sessions()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        using var browser = await rig.FirstAsync();
        using var elsewhere = rig.Open();
        await elsewhere.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        rig.Wall.Advance(TimeSpan.FromMinutes(11));
        var body = $$"""{"password":"{{Other}}"}""";

        ((string?)(await AskAsync(browser, HttpMethod.Post, Account + "/password", body))["code"]).ShouldBe("SW6615");
        ((string?)(await AskAsync(browser, HttpMethod.Post, Account + "/prove", """{"password":"not at all right"}"""))["code"]).ShouldBe("SW6615");
        browser.Status.ShouldBe(HttpStatusCode.Forbidden);
        await AskAsync(browser, HttpMethod.Post, Account + "/prove", $$"""{"password":"{{AccountRig.Password}}"}""");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        await AskAsync(browser, HttpMethod.Post, Account + "/password", body);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        await elsewhere.GetAsync(Account);
        elsewhere.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await elsewhere.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", Other));
        elsewhere.Location.ShouldEndWith("/");
        ((int)(await AskAsync(browser, HttpMethod.Delete, Account + "/sessions"))["ended"]!).ShouldBe(1);
    }

    [Fact]
    public async Task The_token_of_the_data_folder_has_no_account_and_another_site_gets_nothing()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        using var browser = await rig.FirstAsync();

        ((string?)(await rig.Desk.GetAsync(Account)).Body["code"]).ShouldBe("SW6612");
        ((string?)(await rig.Desk.SendAsync(HttpMethod.Post, Account + "/recovery-codes", null, ApiRig.Token)).Body["code"]).ShouldBe("SW6612");
        using var request = new HttpRequestMessage(HttpMethod.Post, Account + "/recovery-codes");
        request.Headers.Add("Origin", "https://elsewhere.example");
        await browser.RawAsync(request);
        browser.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<JsonObject> AskAsync(Browser browser, HttpMethod method, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Origin", browser.Desk.GetLeftPart(UriPartial.Authority));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return (JsonObject)JsonNode.Parse(await browser.RawAsync(request))!;
    }
}
