using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Spillway.Bench;

/// <summary>An open console without a browser: it loads the page, opens the page's line to the server and takes every frame, as the page's
/// script does, without drawing it.</summary>
internal sealed partial class BlazorClient : IAsyncDisposable
{
    // The kind of result that is a handle of something that lives in the browser.
    private const int ScriptHandle = 1;

    // Whoever has stopped reading hears nothing of the server either, and stays.
    private static readonly TimeSpan _patience = TimeSpan.FromHours(1);

    private readonly HubConnection _connection;
    private readonly StoppableLine _line;
    private readonly ConcurrentQueue<long> _frames = new();
    private readonly SemaphoreSlim _came = new(0);
    private long _bytes;

    private BlazorClient(HubConnection connection, StoppableLine line) => (_connection, _line) = (connection, line);

    /// <summary>When frames came, by <see cref="TimeProvider"/>'s counter; taken out.</summary>
    public IEnumerable<long> TakeFrames()
    {
        while (_frames.TryDequeue(out var at))
        {
            yield return at;
        }
    }

    /// <summary>Forgets the frames so far.</summary>
    public void Forget() => _frames.Clear();

    /// <summary>How much came in frames.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public static async Task<BlazorClient> OpenAsync(Uri desk, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = desk };
        var html = await http.GetStringAsync("/", cancellation);
        var markers = Marker().Matches(html).Select(static match => JsonNode.Parse(match.Groups[1].Value)!.AsObject()).Where(static marker => marker.ContainsKey("descriptor")).ToList();
        var state = State().Match(html) is { Success: true } found ? found.Groups[1].Value : "";
        var line = new StoppableLine();
        var builder = new HubConnectionBuilder()
            .WithUrl(new Uri(desk, "/_blazor"), HttpTransportType.WebSockets, options => options.WebSocketFactory = line.OpenAsync)
            .WithServerTimeout(_patience);
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var client = new BlazorClient(builder.Build(), line);
        client.Listen();
        await client._connection.StartAsync(cancellation);
        await client._connection.InvokeAsync<string>("StartCircuit", desk.ToString(), desk.ToString(), "[]", state, cancellation);
        var operations = new JsonArray([.. markers.Select(static (marker, index) => (JsonNode)new JsonObject { ["type"] = "add", ["ssrComponentId"] = index + 1, ["marker"] = marker.DeepClone() })]);
        await client._connection.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), state, cancellation);
        return client;
    }

    /// <summary>The next frame that nobody has waited for yet.</summary>
    public Task FrameAsync(CancellationToken cancellation) => _came.WaitAsync(cancellation);

    /// <summary>Reads nothing more from its line, which stays open; it still says that it is there.</summary>
    public void StopReading() => _line.Hold();

    /// <summary>Reads on.</summary>
    /// <returns>When all that waited for it has come.</returns>
    public async Task ReadOnAsync(CancellationToken cancellation)
    {
        _line.LetGo();
        try
        {
            // What is answered stands behind all that was sent before, even where nothing goes by that name.
            await _connection.InvokeAsync("Nothing", cancellation);
        }
        catch (HubException)
        {
            // That was the answer.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _line.Cut();
        await _connection.DisposeAsync();
        _came.Dispose();
    }

    private void Listen()
    {
        _connection.On<int, byte[]>("JS.RenderBatch", async (batch, content) =>
        {
            _frames.Enqueue(TimeProvider.System.GetTimestamp());
            Interlocked.Add(ref _bytes, content.Length);
            _came.Release();
            await _connection.SendAsync("OnRenderCompleted", batch, null);
        });

        // What components ask of a script is answered with nothing; a script of their own that they load is answered with a handle.
        _connection.On<int, string, string, int, int, int>("JS.BeginInvokeJS", (call, _, _, result, _, _) => AnswerAsync(call, result));
        _connection.On<int, string, string, int, int>("JS.BeginInvokeJS", (call, _, _, result, _) => AnswerAsync(call, result));
    }

    private Task AnswerAsync(int call, int result) =>
        _connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{(result == ScriptHandle ? $"{{\"__jsObjectId\":{call}}}" : "null")}]");

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();

    // A web socket whose reader can be held. What had been received when it was held may still come.
    private sealed class StoppableLine : WebSocket
    {
        private readonly ClientWebSocket _socket = new();
        private volatile TaskCompletionSource? _held;

        public override WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

        public override string? CloseStatusDescription => _socket.CloseStatusDescription;

        public override WebSocketState State => _socket.State;

        public override string? SubProtocol => _socket.SubProtocol;

        public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void LetGo()
        {
            var held = _held;
            _held = null;
            held?.TrySetResult();
        }

        /// <summary>Ends the line of a reader that is held: whoever closes in order would wait for what nobody reads.</summary>
        public void Cut()
        {
            if (_held is not null)
            {
                _socket.Abort();
                LetGo();
            }
        }

        public async ValueTask<WebSocket> OpenAsync(WebSocketConnectionContext context, CancellationToken cancellation)
        {
            await _socket.ConnectAsync(context.Uri, cancellation);
            return this;
        }

        public override void Abort() => _socket.Abort();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            _socket.CloseAsync(closeStatus, statusDescription, cancellationToken);

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            _socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

        public override void Dispose() => _socket.Dispose();

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            await HeldAsync(cancellationToken);
            return await _socket.ReceiveAsync(buffer, cancellationToken);
        }

        public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            await HeldAsync(cancellationToken);
            return await _socket.ReceiveAsync(buffer, cancellationToken);
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            _socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

        private Task HeldAsync(CancellationToken cancellation) => _held is { } held ? held.Task.WaitAsync(cancellation) : Task.CompletedTask;
    }

    // The page's protocol is SignalR's MessagePack under another name.
    private sealed class BlazorPack : IHubProtocol
    {
        private readonly MessagePackHubProtocol _inner = new();

        public string Name => "blazorpack";

        public int Version => 1;

        public TransferFormat TransferFormat => TransferFormat.Binary;

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HubMessage? message) =>
            _inner.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _inner.WriteMessage(message, output);

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _inner.GetMessageBytes(message);

        public bool IsVersionSupported(int version) => version == Version;
    }
}
