using System.Net;
using System.Text;
using Shouldly;
using Spillway.Devices.Discovery;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

[Collection(nameof(StandardPorts))]
public sealed class HostileDeviceTests
{
    private const int Mebibyte = 1024 * 1024;
    private int _sent;

    [Theory]
    [InlineData(1, "endless")]
    [InlineData(2, "binary")]
    [InlineData(3, "deep")]
    [InlineData(4, "drip")]
    [InlineData(5, "steering")]
    [InlineData(6, "half")]
    public async Task A_hostile_answer_costs_bounded_memory_and_time_and_the_next_device_is_found(byte last, string kind)
    {
        await using var hostile = new ListeningDevice(new IPAddress([127, 83, 5, last]), 4028, (request, stream, cancellation) => AnswerAsync(kind, stream, cancellation));
        await using var good = ListeningDevice.Cgminer(
            new IPAddress([127, 83, 6, last]),
            ("version", """{"STATUS":[{"STATUS":"S","When":1,"Code":22,"Msg":"CGMiner versions","Description":"cgminer 4.11.1"}],"VERSION":[{"CGMiner":"4.11.1","API":"3.7"}],"id":1}"""));

        var found = await NetworkScanTests.SearchAsync($"127.83.5.{last},127.83.6.{last}", new ScanOptions { Open = 1 }).WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        _sent.ShouldBeLessThan(16 * Mebibyte, "what is not taken in is not sent");
        found.Single(one => one.Endpoint.Address.GetAddressBytes()[2] == 6).Family.ShouldBe("cgminer");
        var odd = found.Single(one => one.Endpoint.Address.GetAddressBytes()[2] == 5);
        odd.Kind.ShouldBe(SightingKind.Unrecognised);
        odd.Remark.ShouldNotBeEmpty();
        odd.Remark.Any(char.IsControl).ShouldBeFalse();
        odd.Remark.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task A_device_that_sends_the_caller_elsewhere_is_not_followed()
    {
        await using var elsewhere = ListeningDevice.Web(new IPAddress([127, 83, 7, 2]), 4028, ("/", "200 OK", "<html>AxeOS</html>"));
        await using var sending = new ListeningDevice(new IPAddress([127, 83, 7, 1]), NetworkScanTests.Shifted(80), (_, stream, cancellation) => stream.WriteAsync(
            Encoding.UTF8.GetBytes("HTTP/1.1 302 Found\r\nLocation: http://127.83.7.2:4028/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), cancellation).AsTask());

        var found = (await NetworkScanTests.SearchAsync("127.83.7.1")).ShouldHaveSingleItem();

        found.Kind.ShouldBe(SightingKind.Unrecognised);
        found.Remark.ShouldContain("127.83.7.2");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_of_a_hundred_megabytes_is_cut_off()
    {
        await using var web = new ListeningDevice(new IPAddress([127, 83, 7, 3]), NetworkScanTests.Shifted(80), async (_, stream, cancellation) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellation);
            var chunk = new byte[Mebibyte];
            for (; _sent < 100 * Mebibyte; _sent += chunk.Length)
            {
                await stream.WriteAsync(chunk, cancellation);
            }
        });

        var found = (await NetworkScanTests.SearchAsync("127.83.7.3").WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken)).ShouldHaveSingleItem();

        found.Kind.ShouldBe(SightingKind.Unrecognised);
        _sent.ShouldBeLessThan(16 * Mebibyte);
    }

    private async Task AnswerAsync(string kind, Stream stream, CancellationToken cancellation)
    {
        switch (kind)
        {
            case "endless":
                for (var chunk = Encoding.UTF8.GetBytes(new string('x', 65536)); ;)
                {
                    await stream.WriteAsync(chunk, cancellation);
                    _sent += chunk.Length;
                }

            case "binary":
                await stream.WriteAsync(Enumerable.Range(0, 4096).Select(at => (byte)((at * 37 % 255) + 1)).ToArray(), cancellation);
                break;
            case "deep":
                await stream.WriteAsync(Encoding.UTF8.GetBytes(new string('[', 100_000)), cancellation);
                break;
            case "drip":
                while (true)
                {
                    await stream.WriteAsync("x"u8.ToArray(), cancellation);
                    await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
                }

            case "steering":
                await stream.WriteAsync("\u001b[2J\u001b]0;gone\u0007 hello \u202e"u8.ToArray(), cancellation);
                break;
            default:
                await stream.WriteAsync("""{"STATUS":[{"STATUS":"S","Msg":"half"""u8.ToArray(), cancellation);
                break;
        }
    }
}
