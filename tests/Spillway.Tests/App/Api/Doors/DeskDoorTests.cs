using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text;
using Shouldly;
using Spillway.App.Api.Doors;
using Spillway.App.Sites;
using Spillway.Tests.App.Accounts;
using Xunit;

namespace Spillway.Tests.App.Api.Doors;

/// <summary>The door for other machines: by https alone, with cookies that go no other way, and without what is this machine's own.</summary>
public sealed class DeskDoorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_signs_in_by_https_and_gets_cookies_that_go_no_other_way()
    {
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(Ct, door: folder => Door(made = MadeCertificate.In(folder)));
        using var browser = Browser(rig, made!.Thumbprint);

        await browser.SendAsync("/first-run", "first", ("Code", rig.FirstCode()), ("Name", "ada"), ("Password", AccountRig.Password));

        browser.Location.ShouldEndWith("/account");
        var session = browser.SetCookies.Single(static one => one.Contains("spillway-session-", StringComparison.Ordinal));
        session.ShouldStartWith("__Host-");
        session.ShouldContain("; secure", Case.Insensitive);
        session.ShouldContain("; path=/;", Case.Insensitive);
        session.ShouldNotContain("domain=", Case.Insensitive);
        (await browser.GetAsync("/account")).ShouldContain("ada");
        browser.Cookies.Count.ShouldBeGreaterThan(1, "the token of the forms is one too");
        browser.Cookies.ShouldAllBe(static one => one.Secure && one.HttpOnly && one.Path == "/" && one.Name.StartsWith("__Host-", StringComparison.Ordinal));
        await browser.GetAsync("/reader?language=zh-CN&back=/account");
        browser.SetCookies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(static one => one.ShouldContain("; secure", Case.Insensitive), static one => one.ShouldStartWith("__Host-spillway-reader="));
        (await browser.GetAsync("/account")).ShouldContain("lang=\"zh-CN\"", Case.Sensitive, "it is read under the name under which it was given");
    }

    [Fact]
    public async Task In_clear_on_loopback_cookies_have_names_that_a_browser_takes_there()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        using var browser = await rig.FirstAsync();
        await browser.GetAsync("/reader?language=zh-CN&back=/account");

        browser.Cookies.Select(static one => one.Name).Order(StringComparer.Ordinal).ShouldBe(["spillway-forms", "spillway-reader", $"spillway-session-{rig.Desk.Port}"]);
        browser.Cookies.ShouldAllBe(static one => !one.Secure && one.HttpOnly);
    }

    [Fact]
    public async Task The_consoles_WebSocket_goes_over_TLS_there_and_in_clear_there_is_none()
    {
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(Ct, door: folder => Door(made = MadeCertificate.In(folder)));
        using var browser = Browser(rig, made!.Thumbprint);
        await browser.SendAsync("/first-run", "first", ("Code", rig.FirstCode()), ("Name", "ada"), ("Password", AccountRig.Password));
        var session = browser.Cookies.Single(static one => one.Name.Contains("spillway-session-", StringComparison.Ordinal));

        using var over = Socket(rig, made.Thumbprint, $"{session.Name}={session.Value}");
        await over.ConnectAsync(new($"wss://127.0.0.1:{rig.Desk.PublicPort}/_blazor"), Ct);
        await over.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, Ct);
        var answer = new byte[256];
        var said = await over.ReceiveAsync(answer, Ct);
        Encoding.UTF8.GetString(answer, 0, said.Count).ShouldBe("{}\u001e", "the console's line is open");

        using var clear = Socket(rig, made.Thumbprint, $"{session.Name}={session.Value}");
        await Should.ThrowAsync<WebSocketException>(() => clear.ConnectAsync(new($"ws://127.0.0.1:{rig.Desk.PublicPort}/_blazor"), Ct));
        using var stranger = Socket(rig, made.Thumbprint, "");
        await Should.ThrowAsync<WebSocketException>(() => stranger.ConnectAsync(new($"wss://127.0.0.1:{rig.Desk.PublicPort}/_blazor"), Ct));
    }

    [Fact]
    public async Task Every_answer_there_tells_the_browser_to_come_by_https_alone_and_none_on_loopback_does()
    {
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(Ct, door: folder => Door(made = MadeCertificate.In(folder)));
        using var outside = Client(made!.Thumbprint);
        using var inside = Client("");
        foreach (var path in (string[])["/sign-in", "/health", "/nowhere", "/api/v1/status"])
        {
            using var there = await outside.GetAsync($"https://127.0.0.1:{rig.Desk.PublicPort}{path}", Ct);
            using var here = await inside.GetAsync($"http://127.0.0.1:{rig.Desk.Port}{path}", Ct);

            there.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem().ShouldBe("max-age=31536000");
            here.Headers.Contains("Strict-Transport-Security").ShouldBeFalse(path);
        }
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable SYSLIB0039, CA5397 // What is tried is that it is refused.
    [InlineData(SslProtocols.Tls, false)]
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore SYSLIB0039, CA5397
    public async Task It_speaks_TLS_1_2_and_1_3_and_nothing_older(SslProtocols spoken, bool isTaken)
    {
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(Ct, door: folder => Door(made = MadeCertificate.In(folder)));
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, rig.Desk.PublicPort, Ct);
        await using var stream = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false);

        var shaken = stream.AuthenticateAsClientAsync(
            new() { TargetHost = "desk.example", EnabledSslProtocols = spoken, RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == made!.Thumbprint }, Ct);

        if (isTaken)
        {
            await shaken;
            stream.SslProtocol.ShouldBe(spoken);
        }
        else
        {
            (await Record.ExceptionAsync(() => shaken)).ShouldNotBeNull().ShouldSatisfyAllConditions(static fault => (fault is AuthenticationException or IOException).ShouldBeTrue(fault.ToString()));
        }
    }

    [Fact]
    public async Task In_clear_nothing_is_answered_there()
    {
        await using var rig = await AccountRig.StartAsync(Ct, door: static folder => Door(MadeCertificate.In(folder)));

        var (status, text) = await RawHttp.SendAsync(rig.Desk.PublicPort, "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", Ct);

        status.ShouldBe(0);
        text.ShouldNotContain("HTTP");
    }

    [Fact]
    public async Task The_token_of_the_data_folder_opens_nothing_there_and_a_key_does()
    {
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(Ct, door: folder => Door(made = MadeCertificate.In(folder)));
        using var outside = Client(made!.Thumbprint);
        var key = await rig.Desk.KeyAsync("see-desk");

        (await StatusAsync(outside, rig, ApiRig.Token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(outside, rig, key)).ShouldBe(HttpStatusCode.OK);
        (await rig.Desk.GetAsync("/api/v1/status")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("desk.example", true)]
    [InlineData("DESK.example", true)]
    [InlineData("localhost", false)]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.2", false)]
    public async Task It_answers_to_its_own_names_alone(string host, bool isTaken)
    {
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(Ct, door: folder => Door(made = MadeCertificate.In(folder)));
        using var outside = Client(made!.Thumbprint);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{rig.Desk.PublicPort}/health") { Headers = { Host = host } };

        using var answer = await outside.SendAsync(request, Ct);

        (answer.StatusCode != HttpStatusCode.Unauthorized).ShouldBe(isTaken);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_cookies_are_as_by_https_and_a_header_says_nothing_about_it()
    {
        await using var rig = await AccountRig.StartAsync(Ct, door: static _ => new(IPAddress.Loopback, 0, ["desk.example"], IsBehindProxy: true, null, null));
        using var proxy = Client("");
        using var first = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{rig.Desk.PublicPort}/first-run") { Headers = { Host = "desk.example" } };
        first.Headers.Add("X-Forwarded-Proto", "http");
        using var page = await proxy.SendAsync(first, Ct);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Set-Cookie").ShouldAllBe(static one => one.Contains("secure", StringComparison.OrdinalIgnoreCase) && one.StartsWith("__Host-", StringComparison.Ordinal));
        page.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();

        using var browser = await rig.FirstAsync();
        var secret = browser.Cookies.Single(static one => one.Name.StartsWith("spillway-session-", StringComparison.Ordinal)).Value;
        (await PostAsync(proxy, rig, secret, "https://desk.example")).ShouldNotBe(HttpStatusCode.Unauthorized);
        (await PostAsync(proxy, rig, secret, "http://desk.example")).ShouldBe(HttpStatusCode.Unauthorized, "a page that came in clear is not this desk's");
    }

    [Theory]
    [InlineData("desk.example", true)]
    [InlineData("127.0.0.1", false)]
    public async Task A_passkey_is_offered_there_under_every_name_and_under_no_number(string host, bool isOffered)
    {
        await using var rig = await AccountRig.StartAsync(Ct, door: static _ => new(IPAddress.Loopback, 0, ["desk.example", "127.0.0.1"], IsBehindProxy: true, null, null));
        using var proxy = Client("");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{rig.Desk.PublicPort}/sign-in") { Headers = { Host = host } };

        using var page = await proxy.SendAsync(request, Ct);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync(Ct)).Contains("data-passkey=\"get\"", StringComparison.Ordinal).ShouldBe(isOffered);
    }

    [Fact]
    public async Task A_demonstration_signs_nobody_in_there()
    {
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(Ct, isDemo: true, door: folder => Door(made = MadeCertificate.In(folder)));
        using var outside = Browser(rig, made!.Thumbprint);
        using var inside = rig.Open();

        await outside.GetAsync("/");
        await inside.GetAsync("/");

        outside.Location.ShouldStartWith("/sign-in");
        inside.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_within_a_minute_and_a_broken_one_is_not()
    {
        MadeCertificate? made = null;
        await using var rig = await AccountRig.StartAsync(Ct, door: folder => Door(made = MadeCertificate.In(folder)));
        (await IsShownAsync(rig, made!.Thumbprint)).ShouldBeTrue();

        var renewed = MadeCertificate.In(rig.Desk.Folder);
        Touch(renewed, 1);
        (await IsShownAsync(rig, made.Thumbprint)).ShouldBeTrue("it is looked at once a minute");
        rig.Wall.Advance(TimeSpan.FromMinutes(1));
        (await IsShownAsync(rig, renewed.Thumbprint)).ShouldBeTrue();
        rig.Said()[^1].ShouldContain("was renewed");

        await File.WriteAllTextAsync(renewed.Certificate, "no certificate", Ct);
        Touch(renewed, 2);
        rig.Wall.Advance(TimeSpan.FromMinutes(1));
        (await IsShownAsync(rig, renewed.Thumbprint)).ShouldBeTrue("the last good one stays");
        rig.Said()[^1].ShouldContain(DoorErrors.BadCertificate.Id);
    }

    private static PublicDoor Door(MadeCertificate made) => new(IPAddress.Loopback, 0, ["desk.example"], IsBehindProxy: false, made.Certificate, made.Key);

    private static Browser Browser(AccountRig rig, string thumbprint) => new(new Uri($"https://127.0.0.1:{rig.Desk.PublicPort}"), thumbprint);

    private static ClientWebSocket Socket(AccountRig rig, string thumbprint, string cookie)
    {
        var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == thumbprint;
        socket.Options.SetRequestHeader("Origin", $"https://127.0.0.1:{rig.Desk.PublicPort}");
        if (cookie.Length > 0)
        {
            socket.Options.SetRequestHeader("Cookie", cookie);
        }

        return socket;
    }

    private static HttpClient Client(string thumbprint) => new(new HttpClientHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == thumbprint,
    });

    // A connection of its own each time.
    private static async Task<bool> IsShownAsync(AccountRig rig, string thumbprint)
    {
        using var http = Client(thumbprint);
        try
        {
            using var answer = await http.GetAsync($"https://127.0.0.1:{rig.Desk.PublicPort}/health", Ct);
            return true;
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return false;
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, AccountRig rig, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{rig.Desk.PublicPort}/api/v1/status") { Headers = { Authorization = new("Bearer", secret) } };
        using var answer = await http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, AccountRig rig, string secret, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{rig.Desk.PublicPort}/api/v1/people") { Headers = { Host = "desk.example" }, Content = new StringContent("{}", null, "application/json") };
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Cookie", $"__Host-spillway-session-{rig.Desk.PublicPort}={secret}");
        using var answer = await http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private static void Touch(MadeCertificate made, int minutes) => File.SetLastWriteTimeUtc(made.Certificate, new DateTime(2030, 1, 1, 0, minutes, 0, DateTimeKind.Utc));
}
