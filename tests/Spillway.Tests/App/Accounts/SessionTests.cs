using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Shouldly;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.People;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed class SessionTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cookie_is_for_this_desk_alone_and_holds_a_secret_that_is_kept_nowhere()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();

        var cookie = browser.SetCookies.Single(static one => one.StartsWith("spillway-session-", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain("expires=");
        var secret = browser.Cookies.Single(static one => one.Name.StartsWith("spillway-session-", StringComparison.Ordinal)).Value;
        (await rig.RecordsAsync()).ShouldAllBe(one => !one.Payload.Contains(secret, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(rig.Desk.Folder, "accounts.db*"))
        {
            System.Text.Encoding.Latin1.GetString(await ReadAsync(file)).ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_session_ends_eight_hours_after_the_last_deed_and_a_day_after_it_began()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        for (var hour = 0; hour < 21; hour += 7)
        {
            rig.Wall.AdjustTime(rig.Wall.GetUtcNow().AddHours(7));
            await browser.GetAsync("/account");
            browser.Status.ShouldBe(HttpStatusCode.OK);
        }

        rig.Wall.AdjustTime(rig.Wall.GetUtcNow().AddHours(3));
        await browser.GetAsync("/account");
        browser.Location.ShouldStartWith("/sign-in", Case.Sensitive, "24 h after it began");

        await browser.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        rig.Wall.AdjustTime(rig.Wall.GetUtcNow().AddHours(8));
        await browser.GetAsync("/account");
        browser.Location.ShouldStartWith("/sign-in", Case.Sensitive, "8 h without a deed");
    }

    [Fact]
    public async Task The_twenty_first_session_of_somebody_ends_the_one_that_was_longest_not_used()
    {
        const int Most = 20;
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        var book = rig.Get<SessionBook>();
        var first = book.All.Single();
        for (var number = 2; number <= Most; number++)
        {
            await BeginAsync();
        }

        book.All.Length.ShouldBe(Most);
        book.All.ShouldContain(one => one.Id == first.Id);
        await BeginAsync();

        book.All.Length.ShouldBe(Most);
        book.All.ShouldNotContain(one => one.Id == first.Id);
        await browser.GetAsync("/account");
        browser.Location.ShouldStartWith("/sign-in");

        async Task BeginAsync()
        {
            rig.Wall.Advance(TimeSpan.FromMinutes(1));
            await rig.Get<AccountsDoor>().DoAsync(
                async users => await book.BeginAsync(users, await users.FindByIdAsync(first.Who.Id) ?? throw new InvalidOperationException("She is not there."), "password", new("127.0.0.1", "")), End);
        }
    }

    [Fact]
    public async Task A_press_on_a_page_whose_session_has_ended_does_nothing()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        var session = rig.Get<SessionBook>().All.ShouldHaveSingleItem();
        var pressed = 0;
        var press = new SessionCircuit(new Sitting(session), rig.Get<SessionBook>()).CreateInboundActivityHandler(_ =>
        {
            pressed++;
            return Task.CompletedTask;
        });

        await press(null!);
        pressed.ShouldBe(1);
        await browser.SendAsync("/sign-out", "out");
        await press(null!);

        pressed.ShouldBe(1);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_stands_in_the_journal()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        await browser.SendAsync("/sign-out", "out");

        rig.Get<SessionBook>().All.ShouldBeEmpty();
        await browser.GetAsync("/account");
        browser.Location.ShouldStartWith("/sign-in");
        (await rig.RecordsAsync())[^1].Kind.ShouldBe(PersonKinds.SessionEnded);
    }

    [Fact]
    public async Task What_changes_something_through_the_api_must_come_from_a_page_of_this_desk()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        const string Body = """{"name":"bob","roles":["viewer"]}""";

        await browser.GetAsync("/api/v1/people");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        await SendAsync(browser, null, Body);
        browser.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await SendAsync(browser, "http://127.0.0.1:1", Body);
        browser.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await SendAsync(browser, browser.Desk.GetLeftPart(UriPartial.Authority), Body);
        browser.Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_waits_for_a_second_person_stands_with_the_oldest_on_top()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        await rig.Desk.KeyAsync("see-desk");
        await rig.Desk.SendAsync(HttpMethod.Post, "/api/v1/keys", """{"name":"first","actions":["see-desk"]}""", ApiRig.Token);
        await rig.Desk.SendAsync(HttpMethod.Post, "/api/v1/keys", """{"name":"second","actions":["see-desk"]}""", ApiRig.Token);

        var seen = await browser.GetAsync("/seconds");

        var (older, newer) = (seen.IndexOf("aria-label=\"two-2\"", StringComparison.Ordinal), seen.IndexOf("aria-label=\"two-3\"", StringComparison.Ordinal));
        older.ShouldBeGreaterThan(0);
        newer.ShouldBeGreaterThan(older);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([new("_handler", "out")]) };

        await browser.RawAsync(request);

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        rig.Get<SessionBook>().All.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Only_a_demonstration_signs_a_browser_in_by_itself()
    {
        await using var desk = await AccountRig.StartAsync(End);
        await using var demo = await AccountRig.StartAsync(End, isDemo: true);
        using var there = desk.Open();
        using var here = demo.Open();

        await there.GetAsync("/set-up/people");
        await here.GetAsync("/set-up/people");

        there.Location.ShouldStartWith("/sign-in");
        here.Status.ShouldBe(HttpStatusCode.OK);
        demo.Said().ShouldNotContain(static line => line.Contains("one-time code", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "GET", "same-origin", HttpStatusCode.OK)]
    [InlineData(true, "GET", "same-site", HttpStatusCode.Unauthorized)]
    [InlineData(true, "GET", "none", HttpStatusCode.Unauthorized)]
    [InlineData(true, "POST", "same-origin", HttpStatusCode.Unauthorized)]
    [InlineData(false, "GET", "same-origin", HttpStatusCode.Unauthorized)]
    public async Task What_a_page_of_a_demonstration_links_to_is_read_without_a_token_and_nothing_else_is(bool isDemo, string method, string site, HttpStatusCode expected)
    {
        await using var desk = await AccountRig.StartAsync(End, isDemo);
        using var browser = desk.Open();
        using var request = new HttpRequestMessage(new(method), "/api/v1/proof");
        request.Headers.Add("Sec-Fetch-Site", site);

        await browser.RawAsync(request);

        browser.Status.ShouldBe(expected);
    }

    private static async Task SendAsync(Browser browser, string? origin, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/people") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        await browser.RawAsync(request);
    }

    // Whoever the page was opened by.
    private sealed class Sitting(Session session) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new(new ClaimsIdentity([new Claim(SessionSignIn.NumberClaim, session.Id)], "test"))));
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, End);
        return bytes.ToArray();
    }
}
