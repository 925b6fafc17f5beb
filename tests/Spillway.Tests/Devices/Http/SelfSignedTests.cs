using System.Net.Security;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Http;
using Xunit;

namespace Spillway.Tests.Devices.Http;

public sealed class SelfSignedTests
{
    [Fact]
    public async Task A_device_with_a_certificate_of_its_own_is_reached_only_where_that_was_said()
    {
        await using var device = new LoopbackServer(async (stream, cancellation) =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = SelfMade.Certificate }, cancellation);
            await HttpExchange.ReadAsync(secure, cancellation);
            await secure.WriteAsync(Encoding.UTF8.GetBytes(HttpExchange.Page(200, "secret")), cancellation);
        });
        using var http = new DeviceHttp(new FakeTimeProvider(), DeviceHttpLimits.Usual);
        var request = new DeviceRequest(HttpMethod.Get, device.Device, device.Port, "/");

        var plain = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var secured = await http.SendAsync(request with { Security = DeviceSecurity.SelfSigned }, TestContext.Current.CancellationToken);

        plain.Fault!.Kind.ShouldBeOneOf(DeviceFaultKind.Malformed, DeviceFaultKind.Late);
        secured.Value!.Words.ShouldBe("secret");
    }
}
