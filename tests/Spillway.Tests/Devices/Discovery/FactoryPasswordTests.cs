using System.Net;
using System.Text;
using Shouldly;
using Spillway.Devices.Discovery;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

[Collection(nameof(StandardPorts))]
public sealed class FactoryPasswordTests
{
    private const string Challenge = "401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"antMiner Configuration\", nonce=\"abc\", qop=\"auth\"";
    private const string SystemPage = """{"minertype":"Antminer S21","macaddr":"02:11:22:33:44:55","serinum":"SMTTYRHBDJAAI0001","system_filesystem_version":"x"}""";

    [Theory]
    [InlineData(1, true, PasswordState.Factory)]
    [InlineData(2, false, PasswordState.Changed)]
    public async Task The_makers_password_is_tried_once_where_that_is_asked_for(byte last, bool isFactory, PasswordState expected)
    {
        await using var stock = Stock(last, isFactory);

        var found = (await NetworkScanTests.SearchAsync($"127.83.8.{last}", new ScanOptions { ChecksPasswords = true })).ShouldHaveSingleItem();

        found.Password.ShouldBe(expected);
        stock.Requests.Count(request => request.Contains("Authorization:", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
        (found.Mac, found.Serial).ShouldBe(isFactory ? ("02:11:22:33:44:55", "SMTTYRHBDJAAI0001") : (null, null));
    }

    [Fact]
    public async Task Without_being_asked_for_no_password_is_sent()
    {
        await using var stock = Stock(3, isFactory: true);

        (await NetworkScanTests.SearchAsync("127.83.8.3")).ShouldHaveSingleItem().Password.ShouldBe(PasswordState.NotTried);

        stock.Requests.ShouldAllBe(request => !request.Contains("Authorization:", StringComparison.OrdinalIgnoreCase));
    }

    private static ListeningDevice Stock(byte last, bool isFactory) => new(new IPAddress([127, 83, 8, last]), NetworkScanTests.Shifted(80), (request, stream, cancellation) =>
    {
        var isLogin = request.Contains("Authorization:", StringComparison.OrdinalIgnoreCase);
        var (head, body) = isLogin && isFactory ? ("200 OK", SystemPage) : (Challenge, "");
        return stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), cancellation).AsTask();
    });
}
