using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.Engine;

namespace Spillway.App.Streams;

/// <summary>Server-sent events: <c>state</c> at most once a second, and every <c>decision</c>, <c>alarm</c>, <c>order</c> and <c>second</c>.
/// </summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="events">What the desk did.</param>
internal sealed class StreamRoutes(DeskRoom room, DeskEvents events) : IDeskPart
{
    private const string Address = ApiRoutes.Root + "/stream";
    private const int MostStreams = 200;
    private static readonly string[] _types = ["state", "decision", "alarm", "order", "second"];
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(1);
    private int _open;

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } = [("GET", Address)];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(_ => events);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.Map(DeskAction.SeeDesk, "GET", Address, StreamAsync).With(new("Server-sent events: the state at most once a second, and decisions, alarms, orders, requests for a second person.")
        {
            Queries = [ApiQuery.Word("types", "Which of them; all without it.", [.. _types]) with { IsMany = true, IsInOne = true }],
            Files = [ApiFile.Events], Reads = [ApiHeader.LastEventId],
        });

    private async Task StreamAsync(HttpContext http)
    {
        var types = Types(http.Request.Query["types"].ToString());
        long? after = long.TryParse(http.Request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;
        if (Interlocked.Increment(ref _open) > MostStreams)
        {
            Interlocked.Decrement(ref _open);
            throw new RefusedException(ApiErrors.TooMany, $"{MostStreams} streams are open already.");
        }

        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await http.Response.StartAsync(http.RequestAborted).ConfigureAwait(false);
            await WriteAllAsync(http, types, after).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The listener has gone.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    // Two sources write to one connection by one queue; a connection that does not drain holds up only this queue, and it is bounded.
    private async Task WriteAllAsync(HttpContext http, HashSet<string> types, long? after)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var lines = Channel.CreateBounded<string>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        var states = types.Contains("state") ? StatesAsync(lines.Writer, end.Token) : Task.CompletedTask;
        var deeds = DeedsAsync(lines.Writer, types, after, end.Token);
        var beats = BeatAsync(lines.Writer, end.Token);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(end.Token).ConfigureAwait(false))
            {
                await http.Response.WriteAsync(line, end.Token).ConfigureAwait(false);
                await http.Response.Body.FlushAsync(end.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(Ended(states), Ended(deeds), Ended(beats)).ConfigureAwait(false);
        }
    }

    // The first brings the answer's head at once; the others find out that a listener has gone, and keep what lies between awake.
    private async Task BeatAsync(ChannelWriter<string> lines, CancellationToken cancellation)
    {
        while (true)
        {
            await lines.WriteAsync(": here\n\n", cancellation).ConfigureAwait(false);
            await Task.Delay(_beat, room.Wall, cancellation).ConfigureAwait(false);
        }
    }

    private async Task StatesAsync(ChannelWriter<string> lines, CancellationToken cancellation)
    {
        await foreach (var _ in room.Board.WatchAsync(cancellation).ConfigureAwait(false))
        {
            await lines.WriteAsync($"event: state\ndata: {ApiJson.Text(StatusJson.Of(room.View))}\n\n", cancellation).ConfigureAwait(false);
            await Task.Delay(_between, room.Wall, cancellation).ConfigureAwait(false);
        }
    }

    private async Task DeedsAsync(ChannelWriter<string> lines, HashSet<string> types, long? after, CancellationToken cancellation)
    {
        await foreach (var one in events.ListenAsync(after, cancellation).ConfigureAwait(false))
        {
            if (types.Contains(one.Type))
            {
                var content = (JsonObject)one.Content.DeepClone();
                content["at_utc"] = ApiJson.Instant(one.At);
                await lines.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {one.Number}\nevent: {one.Type}\ndata: {ApiJson.Text(content)}\n\n"), cancellation).ConfigureAwait(false);
            }
        }

        lines.TryComplete();
    }

    private static async Task Ended(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }
    }

    private static HashSet<string> Types(string text)
    {
        var asked = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = asked.FirstOrDefault(static one => !_types.Contains(one));
        return unknown is null
            ? [.. asked.Length == 0 ? _types : asked]
            : throw new RefusedException(ApiErrors.BadField, $"types: '{unknown}' is none of {string.Join(", ", _types)}.");
    }
}
