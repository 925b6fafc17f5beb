using System.Collections.Immutable;
using System.Net;
using Shouldly;
using Spillway.Devices.Discovery;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

[Collection(nameof(StandardPorts))]
public sealed class NetworkScanTests
{
    private const string LuxOsVersion = """{"STATUS":[{"Code":22,"Description":"LUXminer 2025.4.8","Msg":"LUXminer versions","STATUS":"S","When":1}],"VERSION":[{"API":"3.7","LUXminer":"2025.4.8","Miner":"2025.4.8","Type":"Antminer S19k Pro"}],"id":1}""";
    private const string LuxOsConfig = """{"STATUS":[{"Code":33,"Description":"LUXminer 2025.4.8","Msg":"LUXminer config","STATUS":"S","When":1}],"CONFIG":[{"MACAddr":"02:f7:5e:b7:10:46","Model":"Antminer S19k Pro","SerialNumber":"JYZZB0UBDJABF06RB"}],"id":1}""";

    [Fact]
    public async Task A_machine_is_recognised_by_what_it_answers_with_its_model_MAC_and_serial()
    {
        await using var luxos = ListeningDevice.Cgminer(At(1), ("version", LuxOsVersion), ("config", LuxOsConfig));

        var found = (await SearchAsync("127.83.1.1")).ShouldHaveSingleItem();

        found.Kind.ShouldBe(SightingKind.Miner);
        found.Family.ShouldBe("luxos");
        found.Model.ShouldBe("Antminer S19k Pro");
        found.Mac.ShouldBe("02:F7:5E:B7:10:46");
        found.Serial.ShouldBe("JYZZB0UBDJABF06RB");
        found.Password.ShouldBe(PasswordState.NotTried);
        luxos.Requests.ShouldBe(["", """{"command":"version"}""", """{"command":"config"}"""]);
    }

    [Fact]
    public async Task Firmware_that_hides_behind_the_makers_version_is_known_by_its_statistics()
    {
        await using var hive = ListeningDevice.Cgminer(
            At(2),
            ("version", """{"STATUS":[{"STATUS":"S","When":1,"Code":22,"Msg":"BMMiner versions","Description":"bmminer 1.0.0"}],"VERSION":[{"BMMiner":"1.0.0","API":"3.1","Type":"Antminer S19"}],"id":1}"""),
            ("stats", """{"STATUS":[{"STATUS":"S","When":1,"Code":70,"Msg":"BMMiner stats","Description":"bmminer 1.0.0"}],"STATS":[{"BMMiner":"1.0.0","Type":"Antminer S19j Pro (Hiveon)"},{"STATS":0,"ID":"BC50"}],"id":1}"""));

        (await SearchAsync("127.83.1.2")).ShouldHaveSingleItem().Family.ShouldBe("hiveon");
    }

    [Fact]
    public async Task A_machine_without_the_miner_port_is_known_by_its_pages()
    {
        await using var axe = ListeningDevice.Web(
            At(3), Shifted(80),
            ("/", "200 OK", "<html><title>AxeOS</title></html>"),
            ("/api/system/info", "200 OK", """{"ASICModel":"BM1368","macAddr":"AA:BB:CC:DD:EE:03","version":"v2.4.5","hostname":"bitaxe","hashRate":600.1,"power":11.2,"boardVersion":"401"}"""));

        var found = (await SearchAsync("127.83.1.3")).ShouldHaveSingleItem();

        found.Family.ShouldBe("axeos");
        found.Mac.ShouldBe("AA:BB:CC:DD:EE:03");
    }

    [Fact]
    public async Task A_log_in_page_gives_its_maker_away_and_no_password_is_sent()
    {
        await using var stock = ListeningDevice.Web(
            At(4), Shifted(80),
            ("/", "401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"antMiner Configuration\", nonce=\"abc\", qop=\"auth\"", "no"),
            ("/cgi-bin/get_system_info.cgi", "401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"antMiner Configuration\", nonce=\"abc\", qop=\"auth\"", "no"));

        var found = (await SearchAsync("127.83.1.4")).ShouldHaveSingleItem();

        found.Family.ShouldBe("antminer");
        found.Password.ShouldBe(PasswordState.NotTried);
        stock.Requests.ShouldAllBe(request => !request.Contains("Authorization", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_miner_port_may_speak_HTTP()
    {
        await using var epic = new ListeningDevice(At(5), 4028, async (request, stream, cancellation) =>
        {
            var body = request.StartsWith("GET /summary", StringComparison.Ordinal) ? """{"Status":{"Operating State":"Mining"},"HBs":[],"Software":"PowerPlay-BMS v1.5.13","PerpetualTune":{"Running":true}}"""
                : request.StartsWith("GET /network", StringComparison.Ordinal) ? """{"dhcp":{"mac_address":"AA:BB:CC:DD:EE:05"}}"""
                : request.StartsWith("GET /capabilities", StringComparison.Ordinal) ? """{"Model":"AntMiner S19 XP"}""" : null;
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"HTTP/1.1 {(body is null ? "400 Bad Request" : "200 OK")}\r\nContent-Length: {body?.Length ?? 0}\r\nConnection: close\r\n\r\n{body}"), cancellation);
        });

        var found = (await SearchAsync("127.83.1.5")).ShouldHaveSingleItem();

        found.Family.ShouldBe("epic");
        found.Model.ShouldBe("AntMiner S19 XP");
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_not_there()
    {
        (await SearchAsync("127.83.2.0/28")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_device_that_says_nothing_is_reported_and_not_taken_for_a_machine()
    {
        await using var silent = new ListeningDevice(At(6), 4028, (_, _, _) => Task.CompletedTask);

        var found = (await SearchAsync("127.83.1.6")).ShouldHaveSingleItem();

        found.Kind.ShouldBe(SightingKind.Unrecognised);
        found.Family.ShouldBeNull();
        found.Remark.ShouldContain("broke off");
    }

    [Fact]
    public async Task A_device_that_broke_off_is_left_alone_and_asked_once_more()
    {
        var knocks = 0;
        await using var busy = new ListeningDevice(At(7), 4028, (request, stream, cancellation) =>
            request.Contains("version", StringComparison.Ordinal) && Interlocked.Increment(ref knocks) == 1
                ? Task.CompletedTask
                : stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(request.Contains("config", StringComparison.Ordinal) ? LuxOsConfig : LuxOsVersion), cancellation).AsTask());

        (await SearchAsync("127.83.1.7")).ShouldHaveSingleItem().Family.ShouldBe("luxos");
        knocks.ShouldBe(2);
    }

    [Fact]
    public async Task A_Shelly_relay_is_a_breaker()
    {
        await using var relay = ListeningDevice.Web(
            At(8), Shifted(80),
            ("/", "200 OK", "<html>relay</html>"),
            ("/rpc/Shelly.GetDeviceInfo", "200 OK", """{"id":"shellypro4pm-aabbccddee08","mac":"AABBCCDDEE08","model":"SPSW-104PE16EU","gen":2,"ver":"1.4.4","app":"Pro4PM","auth_en":false}"""));

        var found = (await SearchAsync("127.83.1.8")).ShouldHaveSingleItem();

        found.Kind.ShouldBe(SightingKind.Breaker);
        found.Family.ShouldBe("shelly");
        found.Model.ShouldBe("Shelly Pro4PM");
        found.Mac.ShouldBe("AA:BB:CC:DD:EE:08");
    }

    internal static IPAddress At(byte last) => new([127, 83, 1, last]);

    internal static int Shifted(int port) => port + 8000;

    internal static Task<ImmutableArray<Sighting>> SearchAsync(string range, ScanOptions? options = null, int shift = 8000) => new NetworkScan(
        (options ?? new()) with { PortShift = shift, Rate = 10_000, Answer = TimeSpan.FromSeconds(2), BackOff = TimeSpan.FromMilliseconds(20) }, TimeProvider.System)
        .RunAsync(AddressRanges.Parse([range], isWide: false), new Progress<ScanProgress>(), TestContext.Current.CancellationToken);
}
