using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Spillway.Engine;

namespace Spillway.Devices.Http;

/// <summary>
/// HTTP to thousands of devices that may be slow, broken or hostile: no proxy, no cookies, no redirects, bounded time and
/// bytes; trouble comes back as a value. One for the whole program; any thread.
/// </summary>
public sealed class DeviceHttp : IDisposable
{
    // A machine is asked one thing at a time; what is more than one are connections that a caller gave up on.
    private const int MostConnectionsToOne = 4;
    private const int MostHeadKilobytes = 16;

    // Long enough for the requests of one reading, shorter than any device's own patience: a request is never sent into a
    // connection that the device is just closing.
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(2);

    private static readonly HttpRequestOptionsKey<CancellationToken> _givenUp = new("Spillway.GivenUp");

    private readonly DeviceHttpLimits _limits;
    private readonly HttpMessageInvoker _plain;
    private readonly HttpMessageInvoker _selfSigned;

    /// <summary>The one transport.</summary>
    /// <param name="time">The clock of all time limits.</param>
    /// <param name="limits">What an exchange may take.</param>
    public DeviceHttp(TimeProvider time, DeviceHttpLimits limits)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(limits);
        Invariant.Holds(limits.Connect > TimeSpan.Zero && limits.Whole > TimeSpan.Zero && limits.MostBytes > 0);
        Time = time;
        _limits = limits;
        _plain = new(Handler(), disposeHandler: true);
        _selfSigned = new(Trusting(Handler()), disposeHandler: true);
    }

    /// <summary>The clock of all time limits.</summary>
    public TimeProvider Time { get; }

    /// <summary>Hears what machines answer to polls; null where nobody keeps it.</summary>
    internal IPollEar? Ear { get; init; }

    /// <summary>Sends one request and reads the whole answer.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellation">Ends the wait; the limits hold besides.</param>
    /// <returns>The page, whatever its status, or why there is none: <see cref="DeviceFaultKind.Redirected"/> for a page that
    /// sends the caller elsewhere, and the transport's kinds.</returns>
    public async ValueTask<DeviceAnswer<DevicePage>> SendAsync(DeviceRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers.Any(header => header.Value.AsSpan().ContainsAnyExceptInRange(' ', '~')))
        {
            return new(new DeviceFault(DeviceFaultKind.Malformed, $"{request}: a token, a challenge or a name holds signs that no header can carry back."));
        }

        var whole = request.Whole ?? _limits.Whole;
        using var limit = new CancellationTokenSource(whole, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        using var message = Message(request);
        message.Options.Set(_givenUp, either.Token);
        try
        {
            var invoker = request.Security == DeviceSecurity.SelfSigned ? _selfSigned : _plain;
            using var response = await invoker.SendAsync(message, either.Token).ConfigureAwait(false);
            return (int)response.StatusCode is >= 300 and < 400
                ? new(Redirected(request, response))
                : await ReadAsync(request, response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(new DeviceFault(DeviceFaultKind.Late, $"{request}: no whole answer within {whole.TotalSeconds:0.#} s."));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            // A connection that the device resets while it is being made is told by a socket error without a wrapping; and the
            // caller's token breaks a connection in the making too.
            cancellation.ThrowIfCancellationRequested();
            return new(HttpFaults.Of(request, failure));
        }
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        _plain.Dispose();
        _selfSigned.Dispose();
    }

    private static HttpRequestMessage Message(DeviceRequest request)
    {
        var scheme = request.Security == DeviceSecurity.Plain ? "http" : "https";
        var host = request.Endpoint.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{request.Endpoint.Address}]" : request.Endpoint.Address.ToString();
        var message = new HttpRequestMessage(request.Method, $"{scheme}://{host}:{request.Endpoint.Port(request.Port)}{request.Path}")
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Headers.ConnectionClose = request.ClosesConnection ? true : null;
        return message;
    }

    private async ValueTask<DeviceAnswer<DevicePage>> ReadAsync(DeviceRequest request, HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await BoundedBody.ReadAsync(response.Content, _limits.MostBytes, cancellation).ConfigureAwait(false);
        return body.Value is { } bytes
            ? new(new DevicePage((int)response.StatusCode, bytes, [.. Lines(response, "WWW-Authenticate")]))
            : new(body.Fault! with { Detail = $"{request}: {body.Fault!.Detail}" });
    }

    private static ImmutableArray<string> Lines(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : [];

    private static DeviceFault Redirected(DeviceRequest request, HttpResponseMessage response)
    {
        var place = Lines(response, "Location").FirstOrDefault();
        var named = Uri.TryCreate(place, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? $"the host {HttpFaults.Quoted(uri.Authority)}" : $"'{HttpFaults.Quoted(place ?? "")}'";
        return new(DeviceFaultKind.Redirected, $"{request}: HTTP {(int)response.StatusCode} sends the caller to {named}; redirects are not followed.");
    }

    private SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        PreAuthenticate = false,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = MostConnectionsToOne,
        MaxResponseHeadersLength = MostHeadKilobytes,
        MaxResponseDrainSize = 0,
        PooledConnectionIdleTimeout = _idle,
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        ConnectCallback = ConnectAsync,
    };

    private static SocketsHttpHandler Trusting(SocketsHttpHandler handler)
    {
#pragma warning disable CA5359 // The device made its certificate itself: there is nothing to hold it against.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        return handler;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_limits.Connect, Time);

        // A connection that nobody waits for any more is not left for the next caller: its device may hang.
        context.InitialRequestMessage.Options.TryGetValue(_givenUp, out var givenUp);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token, givenUp);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port, either.Token).ConfigureAwait(false);
            either.Token.ThrowIfCancellationRequested();
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            // Nobody else holds the socket that was not connected.
            socket.Dispose();
            throw;
        }
    }
}
