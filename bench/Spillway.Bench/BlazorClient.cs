using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
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

    private readonly HubConnection _connection;
    private readonly ConcurrentQueue<long> _frames = new();
    private long _bytes;

    private BlazorClient(HubConnection connection) => _connection = connection;

    /// <summary>When frames came, by <see cref="Stopwatch"/>'s counter; taken out.</summary>
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
        var builder = new HubConnectionBuilder().WithUrl(new Uri(desk, "/_blazor"), HttpTransportType.WebSockets);
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var client = new BlazorClient(builder.Build());
        client.Listen();
        await client._connection.StartAsync(cancellation);
        await client._connection.InvokeAsync<string>("StartCircuit", desk.ToString(), desk.ToString(), "[]", state, cancellation);
        var operations = new JsonArray([.. markers.Select(static (marker, index) => (JsonNode)new JsonObject { ["type"] = "add", ["ssrComponentId"] = index + 1, ["marker"] = marker.DeepClone() })]);
        await client._connection.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), state, cancellation);
        return client;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Listen()
    {
        _connection.On<int, byte[]>("JS.RenderBatch", async (batch, content) =>
        {
            _frames.Enqueue(Stopwatch.GetTimestamp());
            Interlocked.Add(ref _bytes, content.Length);
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
