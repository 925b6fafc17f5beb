using System.Net;
using System.Net.Sockets;
using Spillway.Engine;

namespace Spillway.App.Streams.Webhooks;

/// <summary>Keeps what somebody types as an address from reaching what only this machine can reach: loopback, link-local, the unspecified
/// address, and those at which clouds tell a machine its secrets. Looked at when the connection is made, so that a name that changes in
/// between opens nothing.</summary>
public static class TargetGuard
{
    private const int IPv4Bytes = 4;
    private const int EmbeddedAt = 12;
    private const int SixToFourAt = 2;
    private static readonly TimeSpan _connectWithin = TimeSpan.FromSeconds(10);

    // What clouds answer machines at beside 169.254.169.254, which is link-local anyhow.
    private static readonly IPAddress[] _metadata =
        [IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192"), IPAddress.Parse("fd00:ec2::254")];

    /// <summary>Whether an address may be reached.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isLocalAllowed">Whether loopback and link-local are, as the site file says.</param>
    public static bool Allows(IPAddress address, bool isLocalAllowed)
    {
        ArgumentNullException.ThrowIfNull(address);
        return isLocalAllowed || !(IsLocal(address) || (Embedded(address) is { } inside && IsLocal(inside)));
    }

    /// <summary>Whether an address says by itself, before any name is looked up, that it is this machine or its link.</summary>
    /// <param name="target">The address.</param>
    public static bool NamesLocal(Uri target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return IPAddress.TryParse(target.Host.Trim('[', ']'), out var ip)
            ? !Allows(ip, isLocalAllowed: false)
            : target.Host.TrimEnd('.') is var name && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
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
            : !isLocalAllowed && NamesLocal(target) ? throw Bad(target.Host, "it is this machine or its link")
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
            ConnectCallback = Connecting(isLocalAllowed, static what => new HttpRequestException($"{what}, where nothing is sent.")),
        },
        disposeHandler: true)
    {
        Timeout = patience,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    /// <summary>How a client connects that reaches no other: the name is looked up once, and what it says then is held against the rule and
    /// connected to.</summary>
    /// <param name="isLocalAllowed">Whether loopback and link-local are allowed.</param>
    /// <param name="refused">Makes the fault where nothing of what a name leads to may be reached, of a sentence that says where it leads.</param>
    public static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> Connecting(bool isLocalAllowed, Func<string, Exception> refused) =>
        (context, cancellation) => ConnectAsync(context.DnsEndPoint, isLocalAllowed, refused, cancellation);

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool isLocalAllowed, Func<string, Exception> refused, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation).ConfigureAwait(false);
        var allowed = addresses.Where(address => Allows(address, isLocalAllowed)).ToArray();
        if (allowed.Length == 0)
        {
            throw refused($"{target.Host} is at {string.Join(", ", addresses.Select(static address => address.ToString()))}");
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
        || _metadata.Contains(address)
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [0, ..] or [127, ..] or [169, 254, ..] or [>= 224, ..]);

    // An IPv6 address that stands for an IPv4 one: mapped, compatible, translated (64:ff9b::/96) or by 6to4 (2002::/16).
    private static IPAddress? Embedded(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily != AddressFamily.InterNetworkV6 ? null
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : bytes.AsSpan(0, EmbeddedAt).IndexOfAnyExcept((byte)0) < 0 || bytes is [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] ? new IPAddress(bytes.AsSpan(EmbeddedAt, IPv4Bytes))
            : bytes is [0x20, 0x02, ..] ? new IPAddress(bytes.AsSpan(SixToFourAt, IPv4Bytes))
            : null;
    }

    private static RefusedException Bad(string what, string why) => new(WebhookErrors.BadTarget, $"'{what}': {why}.");
}
