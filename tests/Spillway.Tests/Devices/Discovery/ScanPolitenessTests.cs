using System.Net;
using System.Text;
using Shouldly;
using Spillway.Devices.Discovery;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

[Collection(nameof(StandardPorts))]
public sealed class ScanPolitenessTests
{
    private const int Devices = 12;
    private const string Version = """{"STATUS":[{"STATUS":"S","When":1,"Code":22,"Msg":"CGMiner versions","Description":"cgminer 4.11.1"}],"VERSION":[{"CGMiner":"4.11.1","API":"3.7"}],"id":1}""";

    [Fact]
    public async Task Never_more_connections_are_open_than_allowed_and_one_device_has_one()
    {
        const int open = 3;
        var waiting = 0;
        var most = 0;
        var full = new TaskCompletionSource();
        var devices = Enumerable.Range(1, Devices).Select(last => new ListeningDevice(new IPAddress([127, 83, 3, (byte)last]), 4028, async (_, stream, cancellation) =>
        {
            var now = Interlocked.Increment(ref waiting);
            InterlockedMost(ref most, now);
            if (now >= open)
            {
                full.TrySetResult();
            }

            // Whoever may come beside the others is given the time to: answers begin when all places are taken.
            await full.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
            Interlocked.Decrement(ref waiting);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Version), cancellation);
        })).ToList();

        var found = await NetworkScanTests.SearchAsync($"127.83.3.1-{Devices}", new ScanOptions { Open = open });

        foreach (var device in devices)
        {
            await device.DisposeAsync();
        }

        found.Length.ShouldBe(Devices);
        most.ShouldBe(open);
        devices.ShouldAllBe(device => !device.WasCrowded);
    }

    [Fact]
    public async Task Only_the_named_addresses_are_contacted()
    {
        await using var outside = ListeningDevice.Cgminer(new IPAddress([127, 83, 4, 9]), ("version", Version));
        await using var inside = ListeningDevice.Cgminer(new IPAddress([127, 83, 4, 10]), ("version", Version));

        (await NetworkScanTests.SearchAsync("127.83.4.10-12")).Length.ShouldBe(1);

        inside.Requests.ShouldNotBeEmpty();
        outside.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_that_is_asked_changes_anything()
    {
        string[] reads = ["version", "devdetails", "stats", "summary", "config", "get_version", "get_miner_info", "get.device.info"];
        await using var device = ListeningDevice.Cgminer(new IPAddress([127, 83, 4, 20]), ("version", Version));
        await using var web = ListeningDevice.Web(new IPAddress([127, 83, 4, 20]), NetworkScanTests.Shifted(80), ("/", "200 OK", "<html>nothing known</html>"));

        await NetworkScanTests.SearchAsync("127.83.4.20", new ScanOptions { ChecksPasswords = true });

        device.Requests.Concat(web.Requests).Where(request => request.Length > 0)
            .ShouldAllBe(request => request.StartsWith("GET ", StringComparison.Ordinal) || reads.Any(read => request.Contains($"\"{read}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_search_can_be_given_up_at_once()
    {
        using var stop = new CancellationTokenSource();
        await using var silent = new ListeningDevice(new IPAddress([127, 83, 4, 30]), 4028, async (_, _, cancellation) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        var scan = new NetworkScan(new ScanOptions { Answer = TimeSpan.FromMinutes(5), Device = TimeSpan.FromMinutes(5) }, TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() => scan.RunAsync(AddressRanges.Parse(["127.83.4.30"], isWide: false), new Progress<ScanProgress>(), stop.Token)
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    private static void InterlockedMost(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen) is var before && before == seen ? value : before;
        }
    }
}
