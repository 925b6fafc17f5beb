using System.Collections.Immutable;
using System.Text;

namespace Spillway.Devices.Http;

/// <summary>One request to a device.</summary>
/// <param name="Method">GET, POST, PUT or PATCH.</param>
/// <param name="Endpoint">The device.</param>
/// <param name="Port">Its protocol's standard port, 1 to 65535.</param>
/// <param name="Path">Path and query, from the slash on.</param>
public sealed record DeviceRequest(HttpMethod Method, DeviceEndpoint Endpoint, int Port, string Path)
{
    private const string Json = "application/json";

    /// <summary>What is sent after the head; null for nothing.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>What the body is; used only where there is one.</summary>
    public string ContentType { get; init; } = Json;

    /// <summary>Further header lines, such as a token's; their values are never logged.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What protects the connection.</summary>
    public DeviceSecurity Security { get; init; }

    /// <summary>Whether the connection ends with the answer, for devices that have few sockets.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>How long the whole exchange may take; null for the limits of <see cref="DeviceHttp"/>.</summary>
    public TimeSpan? Whole { get; init; }

    /// <summary>The same request with a JSON body.</summary>
    /// <param name="json">Compact JSON.</param>
    /// <returns>A new request.</returns>
    public DeviceRequest With(string json) => this with { Body = Encoding.UTF8.GetBytes(json), ContentType = Json };

    /// <summary>The same request with one more header line.</summary>
    /// <param name="name">The header.</param>
    /// <param name="value">Its value.</param>
    /// <returns>A new request.</returns>
    public DeviceRequest WithHeader(string name, string value) => this with { Headers = Headers.Add((name, value)) };

    /// <summary>The same request with a name and a password in the open, as HTTP Basic sends them.</summary>
    /// <param name="credential">The name and the password.</param>
    /// <returns>A new request.</returns>
    public DeviceRequest WithBasic(Credential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return WithHeader("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.User}:{credential.Password}"))}");
    }

    /// <summary>Method and path: headers and body may hold secrets and are not shown.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() => $"{Method} {Path}";
}
