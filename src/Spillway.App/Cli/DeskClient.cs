using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.App.Composition;
using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>Speaks to the desk that runs on the same data folder.</summary>
internal sealed class DeskClient : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly int _port;

    private DeskClient(int port, string token)
    {
        _port = port;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }, disposeHandler: true)
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = _patience,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Finds the desk.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>A client for it; nothing is sent yet.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.NoDesk"/> or <see cref="DeskErrors.Token"/>.</exception>
    public static DeskClient Find(string dataFolder)
    {
        var address = DeskAddress.Find(dataFolder);
        var token = TokenFile.Find(dataFolder);
        return address is not null && token is not null
            ? new(address.Port, token)
            : throw new RefusedException(DeskErrors.NoDesk, $"{dataFolder} has no {(address is null ? DeskAddress.FileName : TokenFile.FileName)} of a running desk.");
    }

    /// <summary>Reads something.</summary>
    /// <param name="address">What follows /api/v1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The answer.</returns>
    public async Task<JsonObject> GetAsync(string address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiRoutes.Root + address);
        return await SendAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The desk's answer.</returns>
    public async Task<JsonObject> OrderAsync(JsonObject order, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiRoutes.Root + "/orders");
        request.Content = new StringContent(order.ToJsonString(), Encoding.UTF8, "application/json");
        return await SendAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends an order.</summary>
    /// <param name="id">The order.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The desk's answer.</returns>
    public async Task<JsonObject> ReleaseAsync(string id, string by, string reason, CancellationToken cancellation)
    {
        var address = $"{ApiRoutes.Root}/orders/{Uri.EscapeDataString(id)}?by={Uri.EscapeDataString(by)}&reason={Uri.EscapeDataString(reason)}";
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        return await SendAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            var body = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            var json = JsonNode.Parse(body) as JsonObject ?? [];
            return answer.IsSuccessStatusCode ? json : throw Refused(json, (int)answer.StatusCode);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or JsonException)
        {
            throw new RefusedException(DeskErrors.NoDesk, $"127.0.0.1:{_port}: {failure.Message}", failure);
        }
        catch (TaskCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new RefusedException(ApiErrors.NoAnswer, $"127.0.0.1:{_port} gave no answer within {_patience.TotalSeconds} s.", failure);
        }
    }

    private static RefusedException Refused(JsonObject problem, int status)
    {
        var code = (string?)problem["code"];
        var detail = (string?)problem["detail"] ?? $"HTTP {status}.";
        return code is null
            ? new(DeskErrors.DeskRefused, detail)
            : new(new ErrorCode(code, (string?)problem["title"] ?? "", (string?)problem["remedy"] ?? ""), detail);
    }
}
