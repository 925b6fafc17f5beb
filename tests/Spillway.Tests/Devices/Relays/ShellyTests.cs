using System.Net;
using System.Text;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Breakers;
using Spillway.Devices.Http;
using Spillway.Devices.Relays;
using Xunit;

namespace Spillway.Tests.Devices.Relays;

public sealed class ShellyTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("200 OK", """{"id":1,"result":{"output":"yes"}}""", DeviceFaultKind.Malformed)]
    [InlineData("200 OK", """{"id":1,"result":7}""", DeviceFaultKind.Malformed)]
    [InlineData("200 OK", "not JSON", DeviceFaultKind.Malformed)]
    [InlineData("200 OK", "[1]", DeviceFaultKind.Malformed)]
    [InlineData("200 OK", """{"error":{"code":-105,"message":"Argument 'id', value 9 not found!"}}""", DeviceFaultKind.Unsupported)]
    [InlineData("200 OK", """{"error":{"code":-109,"message":"Failed precondition"}}""", DeviceFaultKind.Refused)]
    [InlineData("401 Unauthorized", "", DeviceFaultKind.Unauthorised)]
    [InlineData("404 Not Found", "", DeviceFaultKind.Unsupported)]
    [InlineData("302 Found\r\nLocation: http://192.0.2.1/", "", DeviceFaultKind.Redirected)]
    public async Task What_is_no_state_is_a_fault(string status, string body, DeviceFaultKind kind)
    {
        await using var server = new LoopbackServer(async connection =>
        {
            await connection.Input.ReadAsync(connection.Cancellation);
            await connection.Stream.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), connection.Cancellation);
        });
        using var http = new DeviceHttp(TimeProvider.System, DeviceHttpLimits.Usual);
        var endpoint = new DeviceEndpoint(IPAddress.Loopback) { Forwarded = System.Collections.Immutable.ImmutableDictionary<int, int>.Empty.Add(80, server.Endpoint.Port) };
        await using var relay = new ShellyRelay(http, endpoint, 0, null);
        await using var meter = new ShellyMeter(http, endpoint, 0, null);

        (await relay.ReadAsync(_cancellation)).Fault!.Kind.ShouldBe(kind);
        (await relay.TellAsync(BreakerAction.Open, _cancellation)).IsAnswered.ShouldBeFalse();
        (await meter.ReadAsync(_cancellation)).IsAnswered.ShouldBeFalse();
    }
}
