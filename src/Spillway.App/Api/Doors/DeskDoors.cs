using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Spillway.App.Sites;

namespace Spillway.App.Api.Doors;

/// <summary>Where requests come in: 127.0.0.1, in clear, for this machine and the command line; and, where the site file opens it, a door for
/// other machines, by https alone.</summary>
internal sealed class DeskDoors
{
    // A year. A browser that was here once comes by https alone from then on. Unit: seconds.
    private const string Transport = "max-age=31536000";
    private static readonly TimeSpan _handshakeWithin = TimeSpan.FromSeconds(10);

    private readonly int _port;
    private readonly PublicDoor? _public;
    private readonly DeskCertificate? _certificate;

    /// <summary>Reads what they need.</summary>
    /// <param name="room">The desk's surroundings.</param>
    /// <exception cref="Engine.RefusedException"><see cref="DoorErrors.BadCertificate"/>.</exception>
    public DeskDoors(DeskRoom room)
    {
        (_port, _public) = (room.Port, room.Public);
        _certificate = room.Public is { IsBehindProxy: false } door ? new(door, room.Wall, room.Say) : null;
    }

    /// <summary>Whether a request came in by the door for other machines.</summary>
    /// <param name="http">The request.</param>
    public static bool IsPublic(HttpContext http) => http.Features.Get<PublicConnection>() is not null;

    /// <summary>Has the server listen, on 127.0.0.1 first.</summary>
    /// <param name="kestrel">The server.</param>
    public void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(IPAddress.Loopback, _port, static listen => listen.Protocols = HttpProtocols.Http1);
        if (_public is { } door)
        {
            kestrel.Listen(door.Address, door.Port, Open);
        }
    }

    /// <summary>Takes a request in: says whether the host that it asks for is this desk, and by which scheme it was asked.</summary>
    /// <param name="http">The request.</param>
    public bool Takes(HttpContext http)
    {
        // A page in a browser may reach this machine under a name of its own; this keeps it out.
        var host = http.Request.Host.Host;
        if (!IsPublic(http))
        {
            return host is "127.0.0.1" or "localhost";
        }

        // Behind a proxy too: what it passes on came to it by https, and no header is asked about that.
        http.Request.Scheme = Uri.UriSchemeHttps;
        http.Response.Headers.StrictTransportSecurity = Transport;
        return _public!.Names.Contains(host, StringComparer.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var asked) && Plain(asked).Equals(Plain(http.Connection.LocalIpAddress)));
    }

    private void Open(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            connection.Features.Set(PublicConnection.Is);
            return next(connection);
        });
        if (_certificate is { } certificate)
        {
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Newest()), HandshakeTimeout = _handshakeWithin });
        }
    }

    private static IPAddress Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None;
}
