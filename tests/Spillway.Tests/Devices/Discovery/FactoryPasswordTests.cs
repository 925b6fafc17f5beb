using System.Collections.Immutable;
using System.Net;
using System.Text;
using Shouldly;
using Spillway.Devices;
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

    [Theory]
    [InlineData(4, "ops", false, PasswordState.Given, 1)]
    [InlineData(5, "somebody", false, PasswordState.GivenRefused, 1)]
    [InlineData(6, "somebody", true, PasswordState.GivenRefused, 2)]
    [InlineData(7, "ops", true, PasswordState.Given, 2)]
    public async Task A_password_that_was_given_is_tried_once_and_the_makers_only_where_that_is_asked_for(byte last, string user, bool checksFactory, PasswordState expected, int logins)
    {
        await using var stock = Stock(last, isFactory: true, opensFor: "ops");
        var options = new ScanOptions
        {
            ChecksPasswords = checksFactory,
            Credentials = ImmutableDictionary<string, Credential>.Empty.Add("antminer", new(user, "s3cret")).Add("vnish", new("", "other")),
        };

        var found = (await NetworkScanTests.SearchAsync($"127.83.8.{last}", options)).ShouldHaveSingleItem();

        found.Password.ShouldBe(expected);
        stock.Requests.Count(request => request.Contains("Authorization:", StringComparison.OrdinalIgnoreCase)).ShouldBe(logins);
        found.Serial.ShouldBe(user == "ops" ? "SMTTYRHBDJAAI0001" : null);
        stock.Requests.ShouldAllBe(request => !request.Contains("s3cret", StringComparison.Ordinal));
        found.Remark.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task The_makers_password_given_is_not_tried_twice()
    {
        await using var stock = Stock(9, isFactory: true);
        var options = new ScanOptions { ChecksPasswords = true, Credentials = ImmutableDictionary<string, Credential>.Empty.Add("antminer", new("root", "root")) };

        (await NetworkScanTests.SearchAsync("127.83.8.9", options)).ShouldHaveSingleItem().Password.ShouldBe(PasswordState.Factory);

        stock.Requests.Count(request => request.Contains("Authorization:", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
    }

    private static ListeningDevice Stock(byte last, bool isFactory, string opensFor = "") => new(new IPAddress([127, 83, 8, last]), NetworkScanTests.Shifted(80), (request, stream, cancellation) =>
    {
        var isLogin = request.Contains("Authorization:", StringComparison.OrdinalIgnoreCase);
        var (head, body) = isLogin && isFactory && request.Contains($"username=\"{opensFor}", StringComparison.Ordinal) ? ("200 OK", SystemPage) : (Challenge, "");
        return stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), cancellation).AsTask();
    });
}
