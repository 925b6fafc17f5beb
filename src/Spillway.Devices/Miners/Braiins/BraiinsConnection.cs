using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.Braiins;

/// <summary>One HTTP/2 connection to one machine, in clear text as the firmware offers it.</summary>
internal sealed class BraiinsConnection : IDisposable
{
    // What HTTP/2 says where a call is ended and nothing was wrong with how it was made (RFC 9113, section 7): the machine went away.
    private const long NoError = 0;
    private const long InternalError = 2;
    private const long RefusedStream = 7;
    private const long Cancel = 8;

    private readonly HttpMessageInvoker _http;
    private readonly GrpcChannel _channel;

    public BraiinsConnection(IPAddress address, int port, TcpLimits limits)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = limits.Connect,
            MaxResponseHeadersLength = 16,
            ActivityHeadersPropagator = null,
        };
        _http = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _channel = GrpcChannel.ForAddress(
            new UriBuilder("http", address.ToString(), port).Uri,
            new GrpcChannelOptions { HttpClient = (HttpClient)_http, DisposeHttpClient = false, MaxReceiveMessageSize = limits.MostBytes });
    }

    /// <summary>One call; what goes wrong comes back as a value. Whether the caller's own token ended it, the caller knows.</summary>
    public async Task<DeviceAnswer<T>> CallAsync<T>(Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call, string? token, CancellationToken cancellation)
        where T : class, IMessage
    {
        var options = new CallOptions(cancellationToken: cancellation, headers: token is null ? null : new Metadata { { "authorization", token } });
        try
        {
            using var running = call(_channel.CreateCallInvoker(), options);
            return new(await running.ResponseAsync.ConfigureAwait(false));
        }
        catch (RpcException failure)
        {
            return new(Fault(failure));
        }
        catch (ArgumentException)
        {
            // A token with signs that no header can carry.
            return new(new DeviceFault(DeviceFaultKind.Malformed, "Its token cannot be sent back."));
        }
    }

    public void Dispose()
    {
        _channel.Dispose();
        _http.Dispose();
    }

    /// <summary>What a failed call means.</summary>
    internal static DeviceFault Fault(RpcException failure)
    {
        var words = string.Concat(failure.Status.Detail.Take(200).Select(sign => char.IsControl(sign) ? ' ' : sign));
        var kind = failure.StatusCode switch
        {
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => DeviceFaultKind.Unauthorised,
            StatusCode.Unimplemented => DeviceFaultKind.Unsupported,
            StatusCode.ResourceExhausted => DeviceFaultKind.TooLarge,
            StatusCode.Cancelled or StatusCode.DeadlineExceeded => DeviceFaultKind.Late,
            StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.Aborted or StatusCode.OutOfRange or StatusCode.AlreadyExists => DeviceFaultKind.Refused,
            StatusCode.Unavailable when failure.Status.DebugException is null => DeviceFaultKind.Late,
            StatusCode.Unavailable or StatusCode.Internal or StatusCode.Unknown => OfTransport(failure.Status.DebugException),
            _ => DeviceFaultKind.Malformed,
        };
        return new(kind, $"{failure.StatusCode}: {words}");
    }

    // The innermost cause tells: nobody listens, the connection broke off, or what came is no HTTP/2.
    private static DeviceFaultKind OfTransport(Exception? cause)
    {
        var isConnecting = cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
        for (var one = cause; one is not null; one = one.InnerException)
        {
            switch (one)
            {
                case SocketException:
                    return isConnecting ? DeviceFaultKind.Unreachable : DeviceFaultKind.Late;
                case HttpProtocolException { ErrorCode: NoError or InternalError or RefusedStream or Cancel }:
                    return DeviceFaultKind.Late;
                case HttpProtocolException:
                    return DeviceFaultKind.Malformed;
                case HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or IOException:
                // Gone between connecting and the first frame: the client says no more than that there was no handshake. What is no
                // HTTP/2 has a cause within, or says that it is no such answer.
                case HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: null }:
                    return DeviceFaultKind.Late;
            }
        }

        return isConnecting ? DeviceFaultKind.Unreachable : DeviceFaultKind.Malformed;
    }
}
