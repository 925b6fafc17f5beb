using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Api;

/// <summary>What somebody may try at the desk's port without being let in further than the own rights reach.</summary>
public sealed class WebSurfaceTests
{
    private const string Known = $"Host: 127.0.0.1\r\nAuthorization: Bearer {ApiRig.Token}\r\nConnection: close\r\n";
    private const string Shed = """{"kind":"shed","to_mw":10,"reason":"grid","by":"me"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/../../../../../../etc/passwd")]
    [InlineData("/..%2f..%2f..%2f..%2fetc/passwd")]
    [InlineData("/_content/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/api/v1/../../desk.db")]
    [InlineData("/api/v1/orders/..%5c..%5cdesk.db")]
    [InlineData("/openapi/..%2f..%2fsite.yaml")]
    [InlineData("/desk.db")]
    [InlineData("/site.yaml")]
    [InlineData("/.git/config")]
    [InlineData("/")]
    public async Task No_address_reads_a_file_or_lists_a_folder(string path)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, text) = await RawHttp.SendAsync(rig.Port, $"GET {path} HTTP/1.1\r\n{Known}\r\n", Ct);

        status.ShouldBeOneOf(302, 400, 401, 403, 404);
        text.ShouldNotContain("root:");
        text.ShouldNotContain("SQLite format");
        text.ShouldNotContain("interconnection");
    }

    [Theory]
    [InlineData("TRACE", "/api/v1/status")]
    [InlineData("PUT", "/api/v1/status")]
    [InlineData("PATCH", "/api/v1/orders")]
    [InlineData("OPTIONS", "/api/v1/orders")]
    [InlineData("PROPFIND", "/api/v1/orders")]
    public async Task A_method_that_an_address_does_not_have_does_nothing_and_repeats_nothing(string method, string path)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, text) = await RawHttp.SendAsync(rig.Port, $"{method} {path} HTTP/1.1\r\n{Known}Content-Length: 0\r\n\r\n", Ct);

        status.ShouldBeOneOf(404, 405);
        text.ShouldNotContain(ApiRig.Token);
        text.ShouldNotContain("Access-Control-Allow");
        rig.State.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lines_and_headers_beyond_their_limits_are_not_read_and_the_desk_goes_on()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var many = string.Concat(Enumerable.Range(0, 101).Select(static number => $"X-{number}: 1\r\n"));

        (await RawHttp.SendAsync(rig.Port, $"GET /{new string('a', 9 * 1024)} HTTP/1.1\r\n{Known}\r\n", Ct)).Status.ShouldBe(414);
        (await RawHttp.SendAsync(rig.Port, $"GET /api/v1/status HTTP/1.1\r\n{Known}X-Long: {new string('a', 33 * 1024)}\r\n\r\n", Ct)).Status.ShouldBe(431);
        (await RawHttp.SendAsync(rig.Port, $"GET /api/v1/status HTTP/1.1\r\n{Known}{many}\r\n", Ct)).Status.ShouldBe(431);
        (await RawHttp.SendAsync(rig.Port, $"GET /api/v1/status HTTP/1.1\r\n{Known}Bad Header\r\n\r\n", Ct)).Status.ShouldBe(400);

        (await rig.GetAsync("/api/v1/status")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("Host: 127.0.0.1\r\nHost: desk.example\r\n", 400)]
    [InlineData("Host: desk.example\r\n", 401)]
    [InlineData("Host: 127.0.0.1.desk.example\r\n", 401)]
    [InlineData("Host: desk.example\r\nX-Forwarded-Host: 127.0.0.1\r\nX-Forwarded-For: 127.0.0.1\r\n", 401)]
    public async Task A_name_that_is_not_this_machines_opens_nothing(string host, int expected)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, text) = await RawHttp.SendAsync(rig.Port, $"GET /api/v1/status HTTP/1.1\r\n{host}Authorization: Bearer {ApiRig.Token}\r\nConnection: close\r\n\r\n", Ct);

        status.ShouldBe(expected);
        text.ShouldNotContain("power_mw");
    }

    [Fact]
    public async Task A_request_inside_another_is_not_answered()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        const string Hidden = "GET /api/v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        var body = $"0\r\n\r\n{Hidden}";

        var (_, text) = await RawHttp.SendAsync(
            rig.Port, $"POST /api/v1/orders HTTP/1.1\r\n{Known}Content-Type: application/json\r\nContent-Length: {body.Length}\r\nTransfer-Encoding: chunked\r\n\r\n{body}", Ct);

        text.Split("HTTP/1.1 ").Length.ShouldBe(2, text);
        text.ShouldNotContain("power_mw");
    }

    [Theory]
    [InlineData("POST", "/api/v1/orders")]
    [InlineData("POST", "/api/v1/keys")]
    [InlineData("PUT", "/api/v1/roles/night")]
    [InlineData("POST", "/api/v1/webhooks")]
    [InlineData("POST", "/api/v1/seconds/none/sign")]
    [InlineData("POST", "/api/v1/seconds/none/decline")]
    [InlineData("POST", "/api/v1/seconds/none/break-glass")]
    public async Task A_body_that_cannot_be_meant_is_refused_with_a_number_and_never_breaks_the_desk(string method, string address)
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        string[] bodies =
        [
            "", "null", "[]", "\"text\"", "{", "{\"a\":1,}", new('[', 10_000), string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000),
            """{"name":"a","name":"b","kind":"shed","kind":"stop","target":"x","target":"y","digest":"a","digest":"b","because":"a","because":"b","actions":[],"actions":["stop"]}""",
            """{"name":1,"kind":2,"target":3,"digest":4,"because":5,"actions":6,"types":7}""",
            """{"name":{},"kind":[],"target":{},"digest":[],"because":{},"actions":{"a":1},"types":[[]]}""",
            """{"name":"a","actions":["see-desk"],"days":1e400,"colour":"red","kind":"shed","to_mw":1e400,"reason":"x","by":"x","target":"https://\u0000/","digest":"","because":"\u0000"}""",
            """{"name":"a","actions":[null],"days":"7","kind":"shed","to_mw":null,"reason":null,"by":null,"target":null,"digest":null,"because":null}""",
        ];

        foreach (var body in bodies)
        {
            var (status, problem) = await rig.SendAsync(new(method), address, body, ApiRig.Token);
            ((int)status).ShouldBeInRange(400, 499, body);
            ((string?)problem["code"]).ShouldNotBeNull(body).ShouldStartWith("SW");
        }

        (await rig.SendAsync(new(method), address, new string(' ', 65 * 1024), ApiRig.Token)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var chunk = new string(' ', 0x8000);
        var chunked = new StringBuilder($"{method} {address} HTTP/1.1\r\n{Known}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var number = 0; number < 4; number++)
        {
            chunked.Append("8000\r\n").Append(chunk).Append("\r\n");
        }

        (await RawHttp.SendAsync(rig.Port, chunked.Append("0\r\n\r\n").ToString(), Ct)).Status.ShouldBe(413);
        rig.State.Orders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task What_a_form_can_send_is_no_order(string type)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, text) = await RawHttp.SendAsync(rig.Port, $"POST /api/v1/orders HTTP/1.1\r\n{Known}Content-Type: {type}\r\nContent-Length: {Shed.Length}\r\n\r\n{Shed}", Ct);

        status.ShouldBe(415);
        text.ShouldContain("SW6502");
        rig.State.Orders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json")]
    public async Task A_page_elsewhere_cannot_order_in_the_name_of_a_browser_that_is_signed_in(string type)
    {
        await using var rig = await ApiRig.StartAsync(Ct, furnish: static room => room with { IsDemo = true });

        var (status, text) = await RawHttp.SendAsync(
            rig.Port,
            $"POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://desk.example\r\nContent-Type: {type}\r\nContent-Length: {Shed.Length}\r\nConnection: close\r\n\r\n{Shed}",
            Ct);

        status.ShouldBe(401);
        text.ShouldNotContain("Access-Control-Allow");
        text.ShouldNotContain("Set-Cookie");
        rig.State.Orders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/status", ApiRig.Token)]
    [InlineData("/api/v1/nowhere", ApiRig.Token)]
    [InlineData("/api/v1/machines", ApiRig.Token)]
    [InlineData("/api/v1/journal", ApiRig.Token)]
    [InlineData("/api/v1/status", "wrong")]
    [InlineData("/health", null)]
    [InlineData("/elsewhere", null)]
    public async Task Every_answer_carries_what_keeps_a_browser_from_misusing_it(string address, string? token)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        using var answer = await rig.AnswerAsync(HttpMethod.Get, address, null, token);

        string Header(string name) => string.Join(',', answer.Headers.TryGetValues(name, out var values) ? values : []);
        var policy = Header("Content-Security-Policy");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("base-uri 'self'");
        policy.ShouldContain("form-action 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("Referrer-Policy").ShouldBe("no-referrer");
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header("Cache-Control").ShouldBe("no-store");
        Header("Server").ShouldBeEmpty();
        Header("Set-Cookie").ShouldBeEmpty();
        if (answer.Content.Headers.ContentLength > 0)
        {
            answer.Content.Headers.ContentType!.CharSet.ShouldBe("utf-8");
        }
    }
}
