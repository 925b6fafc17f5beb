using System.Text.Json;
using Spillway.Devices.Http;

namespace Spillway.Devices.Relays;

/// <summary>One method call of a Shelly of generation 2 or later.</summary>
internal sealed class ShellyRpc
{
    private const int StandardPort = 80;
    private const string User = "admin";
    private const int DepthAtMost = 16;
    private const int InvalidArgument = -103;
    private const int NotFound = -105;

    // A reading that hangs may not hold up the order to open that waits behind it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = DepthAtMost };

    private readonly DeviceHttp _http;
    private readonly DeviceEndpoint _endpoint;
    private readonly DigestLogin? _login;

    public ShellyRpc(DeviceHttp http, DeviceEndpoint endpoint, Credential? credential)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(endpoint);
        _http = http;
        _endpoint = endpoint;
        _login = credential is null ? null : new(http, credential with { User = User }, "/rpc/Sys.GetStatus");
    }

    /// <summary>Calls a method.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="parameters">Its parameters as JSON.</param>
    /// <param name="read">Reads the result; null where it is not what the method gives.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<DeviceAnswer<T>> CallAsync<T>(string method, string parameters, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class
    {
        var request = new DeviceRequest(HttpMethod.Post, _endpoint, StandardPort, "/rpc") { Whole = _patience }.With($$"""{"id":1,"src":"spillway","method":"{{method}}","params":{{parameters}}}""");
        var answer = _login is null
            ? await _http.SendAsync(request, cancellation).ConfigureAwait(false)
            : await _login.SendAsync(request, cancellation).ConfigureAwait(false);
        return answer.Value switch
        {
            null => new(answer.Fault!),
            { IsOk: false } page => new(page.Fault(method)),
            var page => Read(method, page.Body, read),
        };
    }

    internal static DeviceAnswer<T> Read<T>(string method, ReadOnlyMemory<byte> body, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(body, _options);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error))
            {
                return new(Fault(method, error));
            }

            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object && read(result) is { } value
                ? new(value)
                : new(new DeviceFault(DeviceFaultKind.Malformed, $"{method}: the answer holds no result of that method."));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Invalid operation: text that is not Unicode, found when it is read.
            return new(new DeviceFault(DeviceFaultKind.Malformed, $"{method}: the answer is no JSON."));
        }
    }

    private static DeviceFault Fault(string method, JsonElement error)
    {
        var code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? value : 0;
        var words = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        var kind = code is NotFound or InvalidArgument ? DeviceFaultKind.Unsupported : DeviceFaultKind.Refused;
        return new(kind, $"{method}: error {code} '{HttpFaults.Quoted(words)}'.");
    }
}
