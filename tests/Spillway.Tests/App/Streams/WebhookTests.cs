using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Alarms;
using Spillway.App.People;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Streams;

public sealed class WebhookTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(10);

    // Before the first attempt the second at which is looked for what is due; then the pauses after each.
    private static readonly TimeSpan[] _pauses =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6),
    ];

    private static int Attempts => _pauses.Length;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_secret_is_the_desks_own_of_256_random_bits_and_none_is_taken_from_elsewhere()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        const string Target = "https://example.org/events";
        var secrets = new HashSet<string>();
        for (var turn = 0; turn < 20; turn++)
        {
            var (_, made) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"{{Target}}"}""", ApiRig.Token);
            var secret = (string)made["secret"]!;
            secret.Length.ShouldBe(50);
            secret.ShouldStartWith("whsec_");
            Convert.FromBase64String(secret["whsec_".Length..]).Length.ShouldBe(32);
            secrets.Add(secret);
        }

        var (status, refused) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"{{Target}}","secret":"short"}""", ApiRig.Token);

        secrets.Count.ShouldBe(20);
        secrets.SelectMany(static secret => Convert.FromBase64String(secret["whsec_".Length..])).Distinct().Count().ShouldBeGreaterThan(200, "640 random bytes");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.ToJsonString());
        (await rig.GetAsync("/api/v1/webhooks")).Body["webhooks"]!.AsArray().Count.ShouldBe(20);
    }

    [Fact]
    public async Task An_order_arrives_as_a_signed_cloud_event_also_where_the_first_attempt_failed()
    {
        await using var receiver = await Receiver.StartAsync(failures: 1);
        await using var rig = await ApiRig.StartAsync(Ct, allowsLocalTargets: true);
        var (status, made) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"{{receiver.Address}}","types":["order"]}""", ApiRig.Token);
        status.ShouldBe(HttpStatusCode.Created);

        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
        var refused = await receiver.NextAsync();
        var taken = await receiver.NextAsync();

        taken.Id.ShouldBe(refused.Id);
        var secret = (string)made["secret"]!;
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        WebhookSignature.Holds(secret, taken, now).ShouldBeTrue();
        WebhookSignature.Holds(secret, taken with { Body = taken.Body.Replace("s1", "s2", StringComparison.Ordinal) }, now).ShouldBeFalse();
        WebhookSignature.Holds(secret, taken, now + WebhookSignature.Tolerance + Duration.FromMinutes(1)).ShouldBeFalse("an old one is replayed");
        var sent = JsonNode.Parse(taken.Body)!;
        ((string?)sent["specversion"]).ShouldBe("1.0");
        ((string?)sent["type"]).ShouldBe("spillway.order");
        ((string?)sent["data"]!["id"]).ShouldBe("s1");
        var described = (await rig.GetAsync("/openapi/v1.json")).Body["webhooks"]!["order"]!["post"]!["requestBody"]!["content"]!["application/cloudevents+json"]!["schema"]!["properties"]!.AsObject();
        sent.AsObject().Select(static field => field.Key).ShouldBe(described.Select(static field => field.Key));
        sent["data"]!.AsObject().Select(static field => field.Key).ShouldBe(described["data"]!["properties"]!.AsObject().Select(static field => field.Key));
        (await rig.GetAsync("/api/v1/webhooks")).Body.ToJsonString().ShouldNotContain(secret);
    }

    [Fact]
    public async Task What_nobody_takes_nine_times_in_eleven_hours_is_a_dead_letter_and_arrives_when_it_is_sent_again()
    {
        var wall = new FakeTimeProvider(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        var began = wall.GetUtcNow();
        await using var receiver = await Receiver.StartAsync(failures: Attempts);
        await using var rig = await ApiRig.StartAsync(Ct, allowsLocalTargets: true, furnish: room => room with { Wall = wall });
        await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"{{receiver.Address}}","types":["order"]}""", ApiRig.Token);
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");

        // Each pause is let pass until the attempt after it comes: whether the one before is written down by then is not known.
        var came = new HashSet<string>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            came.Add((await NextAsync(receiver, wall, _pauses[attempt])).Id);
        }

        came.Count.ShouldBe(1, "it is the same delivery");
        (wall.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromHours(10));
        var sender = rig.Services.GetRequiredService<WebhookSender>();
        await UntilAsync(() => sender.Dead.Length == 1);
        var listed = (JsonObject)(await rig.GetAsync("/api/v1/webhooks/dead-letters")).Body["dead_letters"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)listed["id"]).ShouldBe(came.Single());
        ((int)listed["attempts"]!).ShouldBe(Attempts);
        ((string?)listed["fault"]).ShouldBe("HTTP 500");

        var (status, _) = await rig.SendAsync(HttpMethod.Post, $"/api/v1/webhooks/dead-letters/{came.Single()}/send", null, ApiRig.Token);
        ((int)status).ShouldBeInRange(200, 299);
        var taken = await NextAsync(receiver, wall, TimeSpan.FromSeconds(1));
        taken.Id.ShouldBe(came.Single());
        ((string?)JsonNode.Parse(taken.Body)!["data"]!["id"]).ShouldBe("s1");
        sender.Dead.ShouldBeEmpty();
        (await rig.SendAsync(HttpMethod.Post, $"/api/v1/webhooks/dead-letters/{came.Single()}/send", null, ApiRig.Token)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("http://example.org/hook")]
    [InlineData("https://me:secret@example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("hook")]
    public async Task What_only_this_machine_reaches_is_no_target(string target)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, body) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", new JsonObject { ["target"] = target }.ToJsonString(), ApiRig.Token);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)body["code"]).ShouldBe(WebhookErrors.BadTarget.Id);
        body.ToJsonString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_found_out_when_it_is_connected_to()
    {
        using var http = TargetGuard.Client(isLocalAllowed: false, _patience);

        var fault = await Should.ThrowAsync<HttpRequestException>(http.GetAsync("http://localhost:9/", Ct));

        fault.Message.ShouldContain("where nothing is sent");
        Should.Throw<RefusedException>(() => TargetGuard.Checked("https://127.9.9.9/", isLocalAllowed: false)).Code.ShouldBe(WebhookErrors.BadTarget);
    }

    [Theory]
    [InlineData("127.9.9.9", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("0.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("192.0.0.192", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("192.0.2.7", true)]
    [InlineData("10.0.0.7", true)]
    [InlineData("2001:db8::7", true)]
    [InlineData("64:ff9b::c000:207", true)]
    public void An_address_that_only_this_machine_reaches_is_refused_in_whatever_form_it_comes(string address, bool isAllowed)
    {
        TargetGuard.Allows(IPAddress.Parse(address), isLocalAllowed: false).ShouldBe(isAllowed);
        TargetGuard.Allows(IPAddress.Parse(address), isLocalAllowed: true).ShouldBeTrue();
        TargetGuard.NamesLocal(new($"http://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}/")).ShouldBe(!isAllowed);
    }

    [Fact]
    public async Task One_whose_secret_cannot_be_opened_goes_to_the_dead_letters_and_the_others_go_on()
    {
        await using var receiver = await Receiver.StartAsync(failures: 0);
        await using var rig = await ApiRig.StartAsync(Ct, allowsLocalTargets: true);
        Table(rig).Write(new Webhook("sealed-elsewhere", new(receiver.Address), ["order"], "no seal of this desk", "ann", Now()));
        await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"{{receiver.Address}}","types":["order"]}""", ApiRig.Token);

        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
        (await receiver.NextAsync()).Body.ShouldContain("s1");
        var dead = await UntilAsync(() => Table(rig).Dead(10), static found => !found.IsEmpty);
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.04,"reason":"test","by":"ann","id":"s2"}""");

        (await receiver.NextAsync()).Body.ShouldContain("s2");
        dead.ShouldHaveSingleItem().Webhook.ShouldBe("sealed-elsewhere");
        dead[0].Fault.ShouldNotBeNull().ShouldContain("console-keys");
    }

    [Fact]
    public async Task One_that_answers_nothing_and_one_for_which_too_much_waits_keep_no_event_from_the_others()
    {
        var said = new ConcurrentQueue<string>();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var receiver = await Receiver.StartAsync(failures: 0);
        await using var rig = await ApiRig.StartAsync(Ct, allowsLocalTargets: true, furnish: room => room with { Say = said.Enqueue });
        await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"http://{{silent.LocalEndpoint}}/","types":["order"]}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"{{receiver.Address}}","types":["order"]}""", ApiRig.Token);
        var full = rig.Services.GetRequiredService<WebhookSender>().All[0];
        Fill(rig, full.Id);

        // The silent one has more due than could be tried within the patience of this test, one after the other.
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");

        (await receiver.NextAsync()).Body.ShouldContain("s1");
        (await UntilAsync(() => said.ToArray(), static lines => lines.Any(static line => line.Contains("further ones are dropped", StringComparison.Ordinal)))).Count(static line => line.Contains("dropped", StringComparison.Ordinal)).ShouldBe(1);
        Table(rig).Waiting(full.Id).ShouldBe(WebhookSender.MostWaiting);
    }

    [Fact]
    public async Task A_webhook_that_loses_events_is_one_alarm_over_a_restart_too_until_it_takes_them_again()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-dropped-");
        var wall = new FakeTimeProvider(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await using var receiver = await Receiver.StartAsync(failures: 0);
        try
        {
            await using (var rig = await OpenAsync())
            {
                var (_, made) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"{{receiver.Address}}"}""", ApiRig.Token);
                Fill(rig, (string)made["id"]!, dueMs: wall.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds());
                for (var number = 0; number < 3; number++)
                {
                    await rig.OrderAsync($$"""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s{{number}}"}""");
                    await UntilAsync(() => Letting(wall, 1, Dropped(rig)) is { IsStanding: true });
                }

                // Nothing is dropped any more, and yet nothing has arrived.
                Spare(rig);
                Letting(wall, 120, Dropped(rig)).ShouldNotBeNull().Subject.ShouldBe($"{made["id"]} (127.0.0.1)");
                await UntilAsync(() => Letting(wall, 1, rig.Services.GetRequiredService<WebhookSender>().Dropped.Losing).Count == 1);
            }

            await using (var rig = await OpenAsync())
            {
                await UntilAsync(() => Letting(wall, 120, rig.Services.GetRequiredService<WebhookSender>().Dropped.Losing).Count == 1);
                Dropped(rig).ShouldNotBeNull().IsStanding.ShouldBeTrue();
                await rig.OrderAsync("""{"kind":"shed","to_mw":0.04,"reason":"test","by":"ann","id":"again"}""");
                await NextAsync(receiver, wall, TimeSpan.FromSeconds(1));
                await UntilAsync(() => Letting(wall, 10, Dropped(rig)) is { IsStanding: false });
                (Dropped(rig)!.Times, rig.Services.GetRequiredService<AlarmDesk>().Newest.Entries.Values.Count(static one => one.Code == "events-dropped")).ShouldBe((1, 1));
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        Task<ApiRig> OpenAsync() => ApiRig.StartAsync(Ct, allowsLocalTargets: true, furnish: room => room with { Wall = wall, DataFolder = folder.FullName });
    }

    [Fact]
    public async Task The_alarm_of_a_webhook_that_is_removed_is_over()
    {
        var wall = new FakeTimeProvider(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await using var rig = await ApiRig.StartAsync(Ct, allowsLocalTargets: true, furnish: room => room with { Wall = wall });
        var (_, made) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", """{"target":"http://127.0.0.1:9/"}""", ApiRig.Token);
        Fill(rig, (string)made["id"]!, dueMs: wall.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds());
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
        await UntilAsync(() => Letting(wall, 1, Dropped(rig)) is { IsStanding: true });

        await rig.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{made["id"]}", null, ApiRig.Token);

        await UntilAsync(() => Letting(wall, 1, Dropped(rig)) is { IsStanding: false });
    }

    [Fact]
    public async Task Unknown_types_and_unknown_webhooks_are_refused()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        (await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", """{"target":"https://example.org/","types":["weather"]}""", ApiRig.Token)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await rig.SendAsync(HttpMethod.Delete, "/api/v1/webhooks/none", null, ApiRig.Token)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks/dead-letters/none/send", null, ApiRig.Token)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    // Lets a time pass again and again, until something has come.
    private static async Task<(string Id, string Time, string Body, string Signature)> NextAsync(Receiver receiver, FakeTimeProvider wall, TimeSpan pause)
    {
        (string Id, string Time, string Body, string Signature)? came = null;
        await UntilAsync(() =>
        {
            wall.Advance(pause);
            return (came ??= receiver.Newest()) is not null;
        });
        return came!.Value;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(_patience);
        using var timer = new PeriodicTimer(_often);
        while (!isSo())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static WebhookTable Table(ApiRig rig) => new(rig.Services.GetRequiredService<DeskStore>());

    private static Instant Now() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private static AlarmEntry? Dropped(ApiRig rig) =>
        rig.Services.GetRequiredService<AlarmDesk>().Newest.Entries.Values.SingleOrDefault(static one => one.Code == "events-dropped");

    // Looks, and lets some seconds pass one by one before the next look.
    private static T Letting<T>(FakeTimeProvider wall, int seconds, T seen)
    {
        for (var second = 0; second < seconds; second++)
        {
            wall.Advance(TimeSpan.FromSeconds(1));
        }

        return seen;
    }

    // Half of what waits is given up.
    private static void Spare(ApiRig rig)
    {
        using var connection = rig.Services.GetRequiredService<DeskStore>().Open();
        connection.Run("DELETE FROM webhook_delivery WHERE rowid % 2 = 0");
    }

    private static void Fill(ApiRig rig, string webhook, long dueMs = 1)
    {
        using var connection = rig.Services.GetRequiredService<DeskStore>().Open();
        connection.Run(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < $most)
            INSERT INTO webhook_delivery (id, webhook, body, attempts, next_at) SELECT 'old-' || n, $webhook, '{}', 0, $due FROM number
            """,
            ("$most", WebhookSender.MostWaiting), ("$webhook", webhook), ("$due", dueMs));
    }

    private static async Task<T> UntilAsync<T>(Func<T> look, Func<T, bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(_patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (look() is var found && isSo(found))
            {
                return found;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private sealed class Receiver : IAsyncDisposable
    {
        private readonly Channel<(string Id, string Time, string Body, string Signature)> _came = Channel.CreateUnbounded<(string, string, string, string)>();
        private readonly ConcurrentQueue<int> _failures = new();
        private WebApplication _application = null!;

        public string Address { get; private set; } = "";

        public static async Task<Receiver> StartAsync(int failures)
        {
            var receiver = new Receiver();
            for (var number = 0; number < failures; number++)
            {
                receiver._failures.Enqueue(number);
            }

            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            receiver._application = builder.Build();
            receiver._application.Run(receiver.TakeAsync);
            await receiver._application.StartAsync(Ct);
            receiver.Address = receiver._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return receiver;
        }

        public async Task<(string Id, string Time, string Body, string Signature)> NextAsync()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(_patience);
            return await _came.Reader.ReadAsync(limit.Token);
        }

        /// <summary>What has come and was not looked at yet; null for nothing.</summary>
        public (string Id, string Time, string Body, string Signature)? Newest() => _came.Reader.TryRead(out var came) ? came : null;

        public async ValueTask DisposeAsync()
        {
            await _application.StopAsync(Ct);
            await _application.DisposeAsync();
        }

        private async Task TakeAsync(HttpContext http)
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            http.Response.StatusCode = _failures.TryDequeue(out _) ? StatusCodes.Status500InternalServerError : StatusCodes.Status204NoContent;
            _came.Writer.TryWrite((http.Request.Headers[WebhookSignature.IdHeader].ToString(), http.Request.Headers[WebhookSignature.TimeHeader].ToString(), body, http.Request.Headers[WebhookSignature.SignatureHeader].ToString()));
        }
    }
}
