using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Spillway.App.Notifications;
using Spillway.Tests.Markets.Feeds;
using Xunit;

namespace Spillway.Tests.App.Notifications;

/// <summary>One rule's way out: how often it tries, how long it waits between, and what it holds up.</summary>
public sealed class DeliveryLaneTests : IDisposable
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly NotificationMessage _message = new("title", "text", new() { ["title"] = "title" });

    private readonly ArmedTime _time = new(new(2026, 7, 1, 5, 0, 0, TimeSpan.Zero));
    private readonly WebhookChannel _channel = new(isLocalAllowed: true);
    private readonly Channel<DeliveryOutcome> _ended = Channel.CreateUnbounded<DeliveryOutcome>();

    // The longest that anything of this may take on a busy machine.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(90));

    [Fact]
    public async Task What_is_not_taken_is_tried_again_after_longer_and_longer_waits_and_then_given_up()
    {
        var asked = 0;
        await using var server = await LocalServer.StartAsync(http =>
        {
            Interlocked.Increment(ref asked);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        await using var lane = Lane();

        lane.Take(Rule(server.Address), _message);
        await _time.WaitsAsync(_first, _limit.Token);
        asked.ShouldBe(1);
        _time.Advance(_first);
        await _time.WaitsAsync(_second, _limit.Token);
        asked.ShouldBe(2);
        _time.Advance(_second);
        var outcome = await _ended.Reader.ReadAsync(_limit.Token);

        (outcome.IsDelivered, outcome.Tries, asked).ShouldBe((false, DeliveryLane.Tries, 3));
        outcome.Said.ShouldBe("127.0.0.1: HTTP 503");
    }

    [Fact]
    public async Task What_is_taken_the_second_time_is_sent_no_more_and_the_next_goes_on()
    {
        var bodies = new ConcurrentQueue<int>([StatusCodes.Status500InternalServerError, StatusCodes.Status200OK, StatusCodes.Status200OK]);
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = bodies.TryDequeue(out var status) ? status : StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        });
        await using var lane = Lane();

        lane.Take(Rule(server.Address), _message);
        lane.Take(Rule(server.Address), _message);
        await _time.WaitsAsync(_first, _limit.Token);
        _time.Advance(_first);

        (await _ended.Reader.ReadAsync(_limit.Token)).ShouldBe(new(true, 2, "127.0.0.1: HTTP 200"));
        (await _ended.Reader.ReadAsync(_limit.Token)).ShouldBe(new(true, 1, "127.0.0.1: HTTP 200"));
        bodies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_says_nothing_is_left_after_twenty_seconds_and_no_more_than_200_wait_behind()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var lane = Lane();
        var rule = Rule(new($"http://{silent.LocalEndpoint}/"));

        lane.Take(rule, _message).ShouldBeTrue();
        await _time.WaitsAsync(_patience, _limit.Token);
        using var taken = await silent.AcceptTcpClientAsync(_limit.Token);
        for (var waiting = 0; waiting < DeliveryLane.MostWaiting; waiting++)
        {
            lane.Take(rule, _message).ShouldBeTrue();
        }

        lane.Take(rule, _message).ShouldBeFalse();
        _time.Advance(_patience);
        await _time.WaitsAsync(_first, _limit.Token);
    }

    public void Dispose()
    {
        _channel.Dispose();
        _limit.Dispose();
    }

    private DeliveryLane Lane() => new(_ => _channel, _time, (_, _, outcome) =>
    {
        _ended.Writer.TryWrite(outcome);
        return Task.CompletedTask;
    });

    private static NotificationRule Rule(Uri target) => new() { Name = "hook", Channel = ChannelKind.Webhook, Targets = [target.ToString()] };
}
