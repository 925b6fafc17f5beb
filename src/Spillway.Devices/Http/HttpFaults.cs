using System.Net.Sockets;

namespace Spillway.Devices.Http;

/// <summary>What went wrong on the way, as a value.</summary>
internal static class HttpFaults
{
    private const int MostQuoted = 120;

    public static DeviceFault Of(DeviceRequest request, Exception failure)
    {
        var error = (failure as HttpRequestException)?.HttpRequestError ?? (failure as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var socket = Inner(failure);

        // Reset between connecting and the first look at the connection: the system says no more than that it is none.
        var code = socket?.SocketErrorCode == SocketError.NotConnected ? SocketError.ConnectionReset : socket?.SocketErrorCode;
        return error switch
        {
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => new(DeviceFaultKind.Unreachable, $"{request}: no connection to {request.Endpoint.Address}:{request.Endpoint.Port(request.Port)} ({code?.ToString() ?? "unknown"})."),
            HttpRequestError.SecureConnectionError => new(DeviceFaultKind.Malformed, $"{request}: no TLS connection could be made."),
            HttpRequestError.ConfigurationLimitExceeded => new(DeviceFaultKind.TooLarge, $"{request}: the answer's head is larger than any device sends."),
            HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError or HttpRequestError.HttpProtocolError => new(DeviceFaultKind.Malformed, $"{request}: the answer is not HTTP."),
            _ => new(DeviceFaultKind.Late, $"{request}: the connection broke off before the answer ended{(socket is null ? "" : $" ({code})")}."),
        };
    }

    /// <summary>A device's words, short and without signs that could steer a terminal.</summary>
    public static string Quoted(string words)
    {
        var cut = words.Length > MostQuoted ? words[..MostQuoted] + "…" : words;
        return string.Concat(cut.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
    }

    private static SocketException? Inner(Exception? failure)
    {
        while (failure is not (null or SocketException))
        {
            failure = failure.InnerException;
        }

        return (SocketException?)failure;
    }
}
