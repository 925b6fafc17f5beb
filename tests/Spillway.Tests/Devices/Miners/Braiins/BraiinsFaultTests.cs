using System.Net.Sockets;
using Grpc.Core;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners.Braiins;
using Xunit;

namespace Spillway.Tests.Devices.Miners.Braiins;

/// <summary>What a failed gRPC call means. The causes are those that the client gave while machines lost their power in the middle
/// of a call, sixteen thousand times; and those of a machine that speaks something else.</summary>
public sealed class BraiinsFaultTests
{
    private const string NoHandshake = "An HTTP/2 connection could not be established because the server did not complete the HTTP/2 handshake.";

    public static TheoryData<StatusCode, Exception?, DeviceFaultKind> Causes() => new()
    {
        // Gone between connecting and the first frame: no cause within.
        { StatusCode.Internal, new HttpRequestException(NoHandshake), DeviceFaultKind.Late },
        { StatusCode.Unavailable, new HttpRequestException(HttpRequestError.InvalidResponse, NoHandshake, new HttpIOException(HttpRequestError.InvalidResponse, NoHandshake, new HttpIOException(HttpRequestError.ResponseEnded))), DeviceFaultKind.Late },
        { StatusCode.Unavailable, new HttpRequestException("An error occurred while sending the request.", new IOException("The request was aborted.", new SocketException((int)SocketError.ConnectionReset))), DeviceFaultKind.Late },
        { StatusCode.Unavailable, new SocketException((int)SocketError.NotConnected), DeviceFaultKind.Late },
        { StatusCode.Unavailable, new HttpProtocolException(8, "The HTTP/2 server reset the stream.", null), DeviceFaultKind.Late },
        { StatusCode.Unavailable, new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused", new SocketException((int)SocketError.ConnectionRefused)), DeviceFaultKind.Unreachable },
        { StatusCode.Internal, new HttpProtocolException(1, "The HTTP/2 server sent invalid data on the connection.", null), DeviceFaultKind.Malformed },
        { StatusCode.Internal, new HttpRequestException(HttpRequestError.InvalidResponse, "The server returned an invalid answer."), DeviceFaultKind.Malformed },
        { StatusCode.Internal, new FormatException("The message ended in a field."), DeviceFaultKind.Malformed },
        { StatusCode.Unknown, null, DeviceFaultKind.Malformed },
    };

    [Theory]
    [MemberData(nameof(Causes), DisableDiscoveryEnumeration = true)]
    public void A_call_that_failed_says_whether_the_machine_went_or_spoke_something_else(StatusCode code, Exception? cause, DeviceFaultKind kind) =>
        BraiinsConnection.Fault(new RpcException(new Status(code, "told", cause))).Kind.ShouldBe(kind);
}
