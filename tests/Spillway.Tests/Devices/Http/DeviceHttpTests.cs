using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Http;
using Xunit;

namespace Spillway.Tests.Devices.Http;

public sealed class DeviceHttpTests : IDisposable
{
    private static readonly DeviceHttpLimits _limits = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), 64 * 1024);

    private readonly FakeTimeProvider _time = new();
    private readonly DeviceHttp _http;

    public DeviceHttpTests() => _http = new(_time, _limits);

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_page_comes_whole_with_its_status()
    {
        await using var device = HttpExchange.Answering(request => HttpExchange.Page(request.Method == "POST" ? 500 : 200, $"{request.Path} {request.Body}"));

        var read = await SendAsync(device, Get(device, "/summary?a=1"));
        var posted = await SendAsync(device, Get(device, "/miner") with { Method = HttpMethod.Post } is var post ? post.With("{\"param\":1}") : null!);

        (read.Value!.Status, Encoding.UTF8.GetString(read.Value.Body.Span)).ShouldBe((200, "/summary?a=1 "));
        (posted.Value!.Status, Encoding.UTF8.GetString(posted.Value.Body.Span), posted.Value.IsOk).ShouldBe((500, "/miner {\"param\":1}", false));
    }

    [Fact]
    public async Task Nothing_but_what_was_asked_for_goes_into_the_head()
    {
        IReadOnlyDictionary<string, string>? headers = null;
        await using var device = HttpExchange.Answering(request =>
        {
            headers = request.Headers;
            return HttpExchange.Page(200, "", "Set-Cookie: a=b; Path=/");
        });

        await SendAsync(device, Get(device, "/"));
        await SendAsync(device, Get(device, "/").WithBasic(new("root", "secret")));

        headers!.Keys.Order().ShouldBe(["Authorization", "Host"]);
        headers["Authorization"].ShouldBe("Basic cm9vdDpzZWNyZXQ=");
    }

    [Fact]
    public async Task The_requests_of_one_reading_share_a_connection_unless_the_device_has_few()
    {
        var connections = 0;
        await using var device = new LoopbackServer(async (stream, cancellation) =>
        {
            Interlocked.Increment(ref connections);
            while (await HttpExchange.ReadAsync(stream, cancellation) is { } request)
            {
                var isLast = request.Headers.GetValueOrDefault("Connection") == "close";
                await stream.WriteAsync(Encoding.UTF8.GetBytes(HttpExchange.Page(200, "{}", isLast ? ["Connection: close"] : [])), cancellation);
                if (isLast)
                {
                    return;
                }
            }
        });

        await SendAsync(device, Get(device, "/a"));
        await SendAsync(device, Get(device, "/b"));
        connections.ShouldBe(1);
        await SendAsync(device, Get(device, "/c") with { ClosesConnection = true });
        await SendAsync(device, Get(device, "/d") with { ClosesConnection = true });

        connections.ShouldBe(2);
    }

    [Theory]
    [InlineData(301, "http://198.51.100.9/x", "198.51.100.9")]
    [InlineData(302, "https://elsewhere.example:8443/login", "elsewhere.example:8443")]
    [InlineData(307, "/cgi-bin/luci", "/cgi-bin/luci")]
    [InlineData(308, "//other.example/", "other.example")]
    public async Task A_redirect_is_named_and_not_followed(int status, string location, string named)
    {
        var asked = 0;
        await using var device = HttpExchange.Answering(_ =>
        {
            asked++;
            return HttpExchange.Page(status, "", $"Location: {location}");
        });

        var answer = await SendAsync(device, Get(device, "/"));

        answer.Fault!.Kind.ShouldBe(DeviceFaultKind.Redirected);
        answer.Fault.Detail.ShouldContain(named);
        asked.ShouldBe(1);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n", DeviceFaultKind.TooLarge)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", DeviceFaultKind.Late)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", DeviceFaultKind.Malformed)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nabc", DeviceFaultKind.Malformed)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", DeviceFaultKind.Late)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!", DeviceFaultKind.Malformed)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc", DeviceFaultKind.Malformed)]
    [InlineData("STATUS=E,When=1,Code=14,Msg=Invalid command,Description=cgminer|\0", DeviceFaultKind.Late)]
    [InlineData("STATUS=E,When=1,Code=14,Msg=Invalid command,Description=cgminer|\n", DeviceFaultKind.Malformed)]
    [InlineData("\u0001\u0002\u0003\u0004 binary \r\n\r\n", DeviceFaultKind.Malformed)]
    [InlineData("HTTP/9.9 what\r\n\r\n", DeviceFaultKind.Malformed)]
    [InlineData("", DeviceFaultKind.Late)]
    public async Task A_broken_answer_is_a_fault_of_its_kind(string answer, DeviceFaultKind kind)
    {
        await using var device = new LoopbackServer(async (stream, cancellation) =>
        {
            await HttpExchange.ReadAsync(stream, cancellation);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancellation);
        });

        var got = await SendAsync(device, Get(device, "/summary"));

        got.Fault!.Kind.ShouldBe(kind, got.Fault.Detail);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Long: ")]
    public async Task An_endless_answer_is_left_after_the_limit(string head)
    {
        long sent = 0;
        await using var device = new LoopbackServer(async (stream, cancellation) =>
        {
            await HttpExchange.ReadAsync(stream, cancellation);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), cancellation);
            var block = Encoding.Latin1.GetBytes(head.Contains("chunked", StringComparison.Ordinal) ? "400\r\n" + new string('a', 0x400) + "\r\n" : new string('a', 0x400));
            while (true)
            {
                await stream.WriteAsync(block, cancellation);
                sent += block.Length;
            }
        });

        var got = await SendAsync(device, Get(device, "/"));

        got.Fault!.Kind.ShouldBe(DeviceFaultKind.TooLarge, got.Fault.Detail);
        await device.DisposeAsync();
        sent.ShouldBeLessThan(32 * 1024 * 1024, "what the kernel buffers, and no more");
    }

    [Fact]
    public async Task A_compression_bomb_is_left_at_the_limit_of_its_contents_and_an_honest_one_is_read()
    {
        var bomb = Packed(new byte[32 * 1024 * 1024]);
        bomb.Length.ShouldBeLessThan(_limits.MostBytes);
        await using var device = new LoopbackServer(async (stream, cancellation) =>
        {
            while (await HttpExchange.ReadAsync(stream, cancellation) is { } request)
            {
                var body = request.Path == "/bomb" ? bomb : Packed(Encoding.UTF8.GetBytes("AxeOS"));
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n"), cancellation);
                await stream.WriteAsync(body, cancellation);
            }
        });

        var burst = await SendAsync(device, Get(device, "/bomb"));
        var honest = await SendAsync(device, Get(device, "/"));

        burst.Fault!.Kind.ShouldBe(DeviceFaultKind.TooLarge);
        Encoding.UTF8.GetString(honest.Value!.Body.Span).ShouldBe("AxeOS");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")]
    public async Task A_device_that_goes_silent_is_late_when_the_time_is_up(string beginning)
    {
        var isAsked = new TaskCompletionSource();
        await using var device = new LoopbackServer(async (stream, cancellation) =>
        {
            await HttpExchange.ReadAsync(stream, cancellation);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(beginning), cancellation);
            isAsked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        var waiting = SendAsync(device, Get(device, "/"));
        await isAsked.Task;
        _time.Advance(_limits.Whole - TimeSpan.FromMilliseconds(1));
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var got = await waiting;

        got.Fault!.Kind.ShouldBe(DeviceFaultKind.Late);
        got.Fault.Detail.ShouldContain("10 s");
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_its_own_cancellation()
    {
        using var giveUp = new CancellationTokenSource();
        await using var device = new LoopbackServer(async (stream, cancellation) =>
        {
            await HttpExchange.ReadAsync(stream, cancellation);
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        await Should.ThrowAsync<OperationCanceledException>(async () => await _http.SendAsync(Get(device, "/"), giveUp.Token));
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_connection()
    {
        var gone = new LoopbackServer((_, _) => Task.CompletedTask);
        var request = Get(gone, "/");
        await gone.DisposeAsync();

        var got = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        got.Fault!.Kind.ShouldBe(DeviceFaultKind.Unreachable);
        got.Fault.Detail.ShouldContain("ConnectionRefused");
    }

    [Fact]
    public async Task A_device_that_resets_every_connection_at_once_is_a_fault_and_no_exception()
    {
        // The reset comes before, while or after the connection is looked at: each of them must end in a value.
        await using var device = new LoopbackServer((stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
            return Task.CompletedTask;
        });

        for (var turn = 0; turn < 300; turn++)
        {
            var got = await _http.SendAsync(Get(device, "/"), TestContext.Current.CancellationToken);

            got.Fault!.Kind.ShouldBeOneOf(DeviceFaultKind.Late, DeviceFaultKind.Unreachable);
        }
    }

    [Fact]
    public async Task A_network_that_swallows_the_call_is_unreachable_after_the_connect_limit()
    {
        // A listener whose queue is full drops what comes, as a network without the device does.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(1);
        var port = ((IPEndPoint)full.LocalEndPoint!).Port;
        var waiting = Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false }).ToList();
        waiting.ForEach(socket => _ = socket.ConnectAsync(IPAddress.Loopback, port));
        using var http = new DeviceHttp(TimeProvider.System, _limits with { Connect = TimeSpan.FromMilliseconds(150) });

        var got = await http.SendAsync(new(HttpMethod.Get, new(IPAddress.Loopback), port, "/"), TestContext.Current.CancellationToken);

        got.Fault!.Kind.ShouldBe(DeviceFaultKind.Unreachable);
        got.Fault.Detail.ShouldContain("TimedOut");
        waiting.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void A_request_shows_no_secret() =>
        new DeviceRequest(HttpMethod.Post, new(IPAddress.Loopback), 80, "/miner").WithBasic(new("root", "secret")).With("{\"password\":\"letmein\"}").ToString().ShouldBe("POST /miner");

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            packing.Write(plain);
        }

        return packed.ToArray();
    }

    private static DeviceRequest Get(LoopbackServer device, string path) => new(HttpMethod.Get, device.Device, device.Port, path);

    private Task<DeviceAnswer<DevicePage>> SendAsync(LoopbackServer _, DeviceRequest request) =>
        _http.SendAsync(request, TestContext.Current.CancellationToken).AsTask();
}
