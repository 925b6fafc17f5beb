using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Http;
using Spillway.Devices.Wire.Http;
using Xunit;

namespace Spillway.Tests.Devices.Http;

public sealed class DigestLoginTests : IDisposable
{
    private const string Realm = "antMiner Configuration";

    private readonly FakeTimeProvider _time = new();
    private readonly DeviceHttp _http;
    private readonly List<DigestAuthorization?> _seen = [];
    private int _nonce;
    private string _password = "root";
    private int _usesLeft = int.MaxValue;
    private bool _saysStale = true;

    public DigestLoginTests() => _http = new(_time, DeviceHttpLimits.Usual);

    public void Dispose() => _http.Dispose();

    // RFC 7616 section 3.9.1.
    [Theory]
    [InlineData("MD5", DigestAlgorithm.Md5, "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", DigestAlgorithm.Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void The_worked_example_of_the_standard_holds(string name, DigestAlgorithm algorithm, string response)
    {
        var challenge = DigestChallenge.Among(
        [
            "Basic realm=\"x\"",
            $"Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={name}, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
        ])!;

        var answer = DigestAuthorization.Of(challenge, new("Mufasa", "Circle of Life"), ("GET", "/dir/index.html"), 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        challenge.Algorithm.ShouldBe(algorithm);
        answer.Response.ShouldBe(response);
        DigestAuthorization.Read(answer.ToString()).ShouldBe(answer);
        answer.Expected("Circle of Life", "GET").ShouldBe(response);
        answer.Expected("circle of life", "GET").ShouldNotBe(response);
    }

    [Fact]
    public void The_stronger_of_two_challenges_is_answered_and_an_unknown_one_is_not()
    {
        DigestChallenge.Among(["Digest realm=\"a\", nonce=\"1\", algorithm=MD5", "Digest realm=\"a\", nonce=\"2\", algorithm=SHA-256"])!.Nonce.ShouldBe("2");
        DigestChallenge.Among(["Digest realm=\"a\", nonce=\"1\", algorithm=MD5-sess", "Digest realm=\"a\", nonce=\"1\", qop=\"auth-int\"", "Digest realm=\"a\"", "Negotiate"]).ShouldBeNull();
        DigestChallenge.Among(["digest REALM=\"a \\\"b\\\", c\",NONCE=\"n\" , stale=TRUE"])
            .ShouldBe(new DigestChallenge("a \"b\", c", "n", null, DigestAlgorithm.Md5, false, true));
    }

    [Fact]
    public async Task One_challenge_serves_many_requests_with_a_rising_count()
    {
        await using var device = Device();
        var login = new DigestLogin(_http, new("root", "root"), "/cgi-bin/get_system_info.cgi");

        for (var i = 0; i < 3; i++)
        {
            (await SendAsync(login, Post(device))).Value!.IsOk.ShouldBeTrue();
        }

        _seen.Select(one => one?.Count).ShouldBe([null, 1, 2, 3]);
        _seen.OfType<DigestAuthorization>().Select(one => one.ClientNonce).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task No_command_is_sent_before_it_can_be_answered()
    {
        await using var device = Device();

        await SendAsync(new DigestLogin(_http, new("root", "root"), "/harmless"), Post(device));

        _seen.Count(one => one is null).ShouldBe(1, "the challenge was fetched at the harmless page only");
        _seen.OfType<DigestAuthorization>().Single().Path.ShouldBe("/cgi-bin/set_miner_conf.cgi");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_aged_nonce_is_replaced_within_the_call(bool saysStale)
    {
        _saysStale = saysStale;
        _usesLeft = 1;
        await using var device = Device();
        var login = new DigestLogin(_http, new("root", "root"), "/harmless");

        (await SendAsync(login, Post(device))).Value!.IsOk.ShouldBeTrue();
        (await SendAsync(login, Post(device))).Value!.IsOk.ShouldBeTrue();

        _seen.Select(one => one?.Nonce).ShouldBe([null, "n1", "n1", "n2"]);
    }

    [Fact]
    public async Task A_wrong_password_is_sent_once_and_again_after_five_minutes()
    {
        await using var device = Device();
        var login = new DigestLogin(_http, new("root", "wrong"), "/harmless");

        for (var i = 0; i < 5; i++)
        {
            var answer = await SendAsync(login, Post(device));
            answer.Fault!.Kind.ShouldBe(DeviceFaultKind.Unauthorised);
            answer.Fault.Detail.ShouldNotContain("wrong,");
        }

        _seen.OfType<DigestAuthorization>().Count().ShouldBe(1);

        _password = "wrong";
        _time.Advance(TimeSpan.FromMinutes(5));
        (await SendAsync(login, Post(device))).Value!.IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_is_sent_at_most_twice()
    {
        await using var device = Device();
        var login = new DigestLogin(_http, new("root", "root"), "/harmless");
        (await SendAsync(login, Post(device))).IsAnswered.ShouldBeTrue();

        _password = "changed";
        (await SendAsync(login, Post(device))).Fault!.Kind.ShouldBe(DeviceFaultKind.Unauthorised);
        (await SendAsync(login, Post(device))).Fault!.Kind.ShouldBe(DeviceFaultKind.Unauthorised);

        _seen.OfType<DigestAuthorization>().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_machine_without_a_log_in_is_simply_asked()
    {
        await using var device = HttpExchange.Answering(request => HttpExchange.Page(200, request.Path));
        var login = new DigestLogin(_http, new("root", "root"), "/harmless");

        (await SendAsync(login, Post(device))).Value!.Words.ShouldBe("/cgi-bin/set_miner_conf.cgi");
    }

    [Fact]
    public async Task A_challenge_that_broke_off_is_asked_for_once_more()
    {
        var connections = 0;
        await using var device = new LoopbackServer(async (stream, cancellation) =>
        {
            if (Interlocked.Increment(ref connections) == 1)
            {
                await HttpExchange.ReadAsync(stream, cancellation);
                return;
            }

            while (await HttpExchange.ReadAsync(stream, cancellation) is { } request)
            {
                await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Answer(request)), cancellation);
            }
        });

        (await SendAsync(new DigestLogin(_http, new("root", "root"), "/harmless"), Post(device))).Value!.IsOk.ShouldBeTrue();
    }

    private static DeviceRequest Post(LoopbackServer device) =>
        new DeviceRequest(HttpMethod.Post, device.Device, device.Port, "/cgi-bin/set_miner_conf.cgi").With("{\"miner-mode\":1}");

    private static async Task<DeviceAnswer<DevicePage>> SendAsync(DigestLogin login, DeviceRequest request) =>
        await login.SendAsync(request, TestContext.Current.CancellationToken);

    private LoopbackServer Device() => HttpExchange.Answering(Answer);

    private string Answer(HttpExchange.Request request)
    {
        var given = DigestAuthorization.Read(request.Headers.GetValueOrDefault("Authorization"));
        _seen.Add(given);
        var isRight = given is not null && given.User == "root" && given.Realm == Realm && given.Response == given.Expected(_password, request.Method);
        if (isRight && given!.Nonce == $"n{_nonce}" && _usesLeft-- > 0)
        {
            return HttpExchange.Page(200, "{\"stats\":\"success\"}");
        }

        var isStale = isRight && _saysStale;
        _usesLeft = Math.Max(_usesLeft, 1);
        _nonce++;
        return HttpExchange.Page(401, "<html/>", $"WWW-Authenticate: {new DigestChallenge(Realm, $"n{_nonce}", null, DigestAlgorithm.Md5, true, isStale)}");
    }
}
