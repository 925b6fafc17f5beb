using System.Net;
using System.Net.Sockets;
using Spillway.Engine;

namespace Spillway.App.Streams.Webhooks;

/// <summary>Keeps what somebody types as an address from reaching what only this machine can reach: loopback, link-local and the
/// unspecified address. Looked at when the connection is made, so that a name that changes in between opens nothing.</summary>
public static class TargetGuard
{
    private static readonly TimeSpan _connectWithin = TimeSpan.FromSeconds(10);

    /// <summary>Whether an address may be reached.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isLocalAllowed">Whether loopback and link-local are, as the site file says.</param>
    public static bool Allows(IPAddress address, bool isLocalAllowed)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return isLocalAllowed || !IsLocal(plain);
    }

    /// <summary>Holds an address against what a target may be.</summary>
    /// <param name="text">The address as it was typed.</param>
    /// <param name="isLocalAllowed">Whether loopback and link-local are allowed.</param>
    /// <returns>The address.</returns>
    /// <exception cref="RefusedException"><see cref="WebhookErrors.BadTarget"/>.</exception>
    public static Uri Checked(string text, bool isLocalAllowed)
    {
        // What was typed is not repeated: a password or a key may stand in it.
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var target) && target.Scheme is "https" or "http";
        return !isAddress || target is null ? throw Bad("the target", "it is no http or https address")
            : target.UserInfo.Length > 0 ? throw Bad(target.Host, "a name and password do not belong into an address")
            : target.Scheme == "http" && !isLocalAllowed ? throw Bad(target.Host, "without TLS everybody on the way reads it")
            : IPAddress.TryParse(target.Host.Trim('[', ']'), out var ip) && !Allows(ip, isLocalAllowed) ? throw Bad(target.Host, "it is this machine or its link")
            : target.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !isLocalAllowed ? throw Bad(target.Host, "it is this machine")
            : target;
    }

    /// <summary>A client that reaches no other.</summary>
    /// <param name="isLocalAllowed">Whether loopback and link-local are allowed.</param>
    /// <param name="patience">How long a whole exchange may take.</param>
    /// <returns>The client; follows no redirection, uses no proxy, keeps no cookies.</returns>
    public static HttpClient Client(bool isLocalAllowed, TimeSpan patience) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = _connectWithin,
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, isLocalAllowed, cancellation),
        },
        disposeHandler: true)
    {
        Timeout = patience,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool isLocalAllowed, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation).ConfigureAwait(false);
        var allowed = addresses.Where(address => Allows(address, isLocalAllowed)).ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{target.Host} is at {string.Join(", ", addresses.Select(static address => address.ToString()))}, where nothing is sent.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            // Whatever it was goes on; only the socket must not stay open behind it.
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLocal(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.IsIPv6LinkLocal || address.IsIPv6Multicast
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [0, ..] or [127, ..] or [169, 254, ..] or [>= 224, ..]);

    private static RefusedException Bad(string what, string why) => new(WebhookErrors.BadTarget, $"'{what}': {why}.");
}
