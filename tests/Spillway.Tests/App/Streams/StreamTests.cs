using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Streams;

public sealed class StreamTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_state_comes_at_once_and_an_order_when_it_is_answered()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        using var stream = await OpenAsync(rig, "");

        (await stream.UntilAsync("event: state")).ShouldContain("\"power_mw\":");
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");

        (await stream.UntilAsync("event: order")).ShouldContain("\"id\":\"s1\"");
    }

    [Fact]
    public async Task Who_was_away_goes_on_after_the_last_that_was_seen()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        string seen;
        using (var first = await OpenAsync(rig, "?types=order"))
        {
            await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
            seen = await first.UntilAsync("event: order");
        }

        await rig.OrderAsync("""{"kind":"shed","to_mw":0.04,"reason":"test","by":"ann","id":"s2"}""");
        using var second = await OpenAsync(rig, "?types=order", seen.Split('\n')[0]["id: ".Length..]);

        (await second.UntilAsync("event: order")).ShouldContain("\"id\":\"s2\"");
    }

    [Fact]
    public async Task Whoever_reads_nothing_loses_the_oldest_and_holds_up_neither_the_desk_nor_others()
    {
        const int Passes = 80;
        const int Each = 500;
        await using var rig = await ApiRig.StartAsync(Ct);
        using var idle = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await idle.ConnectAsync(IPAddress.Loopback, rig.Port, Ct);
        await idle.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/stream?types=alarm,order HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {ApiRig.Token}\r\n\r\n"), Ct);
        using var other = await OpenAsync(rig, "?types=order");
        var subject = new string('x', 200);
        for (var pass = 0; pass < Passes; pass++)
        {
            rig.Say([.. Enumerable.Range(0, Each).Select(number => new Alarm(AlarmCode.Swing, subject, number % 2 == 0, null, null, []))]);
        }

        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
        var seen = await other.UntilAsync("event: order");
        seen.ShouldContain("\"id\":\"s1\"");

        // What it has missed is gone: what waited for it was bounded, at this end and at its own.
        var numbers = await NumbersAsync(idle, long.Parse(seen.Split('\n')[0]["id: ".Length..], CultureInfo.InvariantCulture));
        numbers.ShouldBe(numbers.Order());
        numbers.Count.ShouldBeLessThan(Passes * Each);
    }

    // Reads at last, up to an event: which ones came.
    private static async Task<List<long>> NumbersAsync(Socket socket, long last)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(_patience);
        using var reader = new StreamReader(new NetworkStream(socket));
        var numbers = new List<long>();
        while (numbers is not [.., var newest] || newest < last)
        {
            var line = await reader.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The stream ended.");
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                numbers.Add(long.Parse(line["id: ".Length..], CultureInfo.InvariantCulture));
            }
        }

        return numbers;
    }

    [Fact]
    public async Task A_type_that_is_none_is_refused()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, body) = await rig.GetAsync("/api/v1/stream?types=weather");

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)body["detail"]).ShouldNotBeNull().ShouldContain("'weather'");
    }

    [Fact]
    public async Task Whoever_restarts_the_process_sees_that_it_lives_and_works_without_a_token()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        (await rig.SendAsync(HttpMethod.Get, "/health", null, token: null)).Status.ShouldBe(HttpStatusCode.OK);

        // No pass has come since the board began.
        (await rig.SendAsync(HttpMethod.Get, "/ready", null, token: null)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var stream = await OpenAsync(rig, "?types=state");
        await stream.UntilAsync("event: state");
        rig.Pass();
        await stream.UntilAsync("event: state");

        (await rig.SendAsync(HttpMethod.Get, "/ready", null, token: null)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_figures_are_scraped_with_a_token()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{rig.Port}") };
        (await http.GetAsync("/metrics", Ct)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        http.DefaultRequestHeaders.Authorization = new("Bearer", ApiRig.Token);

        var text = await http.GetStringAsync("/metrics", Ct);

        text.ShouldContain("spillway_power_megawatts");
        text.ShouldContain("spillway_machines{");
        text.ShouldContain("service_name=\"spillway\"");
    }

    private static async Task<OpenStream> OpenAsync(ApiRig rig, string query, string? after = null)
    {
        var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{rig.Port}") };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream" + query);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiRig.Token);
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }

        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new(http, new StreamReader(await answer.Content.ReadAsStreamAsync(Ct)));
    }

    private sealed class OpenStream(HttpClient http, StreamReader reader) : IDisposable
    {
        // The whole event that holds a line.
        public async Task<string> UntilAsync(string line)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(_patience);
            var lines = new List<string>();
            while (await reader.ReadLineAsync(limit.Token) is { } read)
            {
                if (read.Length > 0)
                {
                    lines.Add(read);
                    continue;
                }

                if (lines.Contains(line))
                {
                    return string.Join('\n', lines);
                }

                lines.Clear();
            }

            throw new InvalidOperationException($"The stream ended before '{line}'.");
        }

        public void Dispose()
        {
            reader.Dispose();
            http.Dispose();
        }
    }
}
