using System.Collections.Concurrent;
using System.Text;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Tests.Devices.Miners;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Families that are met by a scan, read and never commanded, and have no emulator: their drivers against what real machines said.
/// Of Marathon's firmware nothing was recorded; its answer is built from what its protocol says.</summary>
public sealed class ReadOnlyComplianceTests
{
    private const string Marathon =
        """{"STATUS":[{"STATUS":"S","Code":70,"Msg":"BMMiner stats","Description":"bmminer 1.0.0"}],"STATS":[{"KAONSU":"1.0","Type":"Antminer S19J Pro"},{"STATS":0,"ID":"BC50","Elapsed":60,"GHS 5s":"103000.5","GHS av":103000.1,"fan_num":2,"fan1":4000,"fan2":4100,"temp2_1":61}],"id":1}""";

    private static readonly Func<NetworkBytes, Task>[] _broken =
    [
        static _ => Task.CompletedTask,
        static line => line.WriteAsync("{\"STA"u8.ToArray()),
        static line => line.WriteAsync("<html><body>It works!</body></html>"u8.ToArray()),
        static line => line.WriteAsync("{}"u8.ToArray()),
        static line => line.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":[", 20_000)))),
        static line => line.FloodAsync(),
    ];

    private static readonly string[] _webAnswers = ["stats.json", "summary.json", "get_system_info.json"];

    public static TheoryData<string> Families() => ["hammer", "marathon", "mskminer", "sealminer"];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task It_asks_for_reports_alone_and_reads_the_machines_own_numbers(string family)
    {
        var stats = Stats(family);
        var asked = new ConcurrentQueue<string>();
        await using var test = Opened(family, Server(stats, asked));

        var answer = await test.ReadAsync();

        answer.IsAnswered.ShouldBeTrue(answer.Fault?.ToString());
        var said = MinerDecoder.Decode([("stats", (ReadOnlyMemory<byte>)stats)], family);
        var reading = answer.Value!;
        reading.Family.ShouldBe(family);
        reading.Hashrate.ShouldNotBeNull().Value.ShouldBeGreaterThan(0m);
        reading.UptimeSeconds.ShouldNotBeNull();
        (reading.Model, reading.Firmware, reading.Hashrate, reading.Power, reading.PowerGrade, reading.HottestCelsius, reading.UptimeSeconds)
            .ShouldBe((said.Model, said.Firmware, said.Hashrate, said.Power, said.PowerGrade, said.HottestCelsius, said.UptimeSeconds));
        reading.FanRpm.ShouldNotBeNull().ShouldBe(said.FanRpm!.Value);
        asked.ShouldAllBe(request => request.Contains("stats", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task No_order_is_ever_sent_to_it(string family)
    {
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);
        drivers.Of(family).Capabilities.Actions.ShouldBeEmpty();
        var server = Server(Stats(family), []);
        await using var test = Opened(family, server);

        foreach (var command in new[] { MinerCommand.Sleep, MinerCommand.Wake, MinerCommand.Reboot, MinerCommand.Run(MinerMode.Low), MinerCommand.KeepTo(new Watts(1000m)) })
        {
            (await test.TellAsync(command)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unsupported);
        }

        server.Accepted.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task What_cannot_be_read_is_a_fault_and_the_next_call_works(string family)
    {
        var stats = Stats(family);
        var server = Server(stats, []);
        await using var test = Opened(family, server);

        foreach (var broken in _broken)
        {
            server.Behave(async connection =>
            {
                await connection.Input.ReadAsync(connection.Cancellation);
                await broken(new(connection));
            });
            (await test.ReadAsync()).Fault.ShouldNotBeNull();
            server.Behave(connection => AnswerAsync(connection, stats, []));
            (await test.ReadAsync()).IsAnswered.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_family_that_is_only_decoded_has_no_driver()
    {
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);

        drivers.Find("elphapex").ShouldBeNull();
        var web = RealFiles.Find("miner_responses", "elphapex-v1");
        var answers = _webAnswers.Select(name => (name, (ReadOnlyMemory<byte>)File.ReadAllBytes(Path.Combine(web, name))));
        MinerDecoder.Decode(answers, null).Family.ShouldBe("elphapex");
    }

    private static byte[] Stats(string family) => family == "marathon"
        ? Encoding.UTF8.GetBytes(Marathon)
        : File.ReadAllBytes(Path.Combine(RealFiles.Find("miner_responses", family switch
        {
            "hammer" => "hammer-HammerD10",
            "mskminer" => "mskminer-MSKMinerS19NoPIC",
            _ => "sealminer-a2-2025091001",
        }), "stats.json"));

    private static ScriptedMiner Opened(string family, LoopbackServer server) => new(family, 4028, server);

    private static LoopbackServer Server(byte[] stats, ConcurrentQueue<string> asked) => new(connection => AnswerAsync(connection, stats, asked));

    private static async Task AnswerAsync(LoopbackServer.Connection connection, byte[] stats, ConcurrentQueue<string> asked)
    {
        var request = await connection.Input.ReadAsync(connection.Cancellation);
        asked.Enqueue(Encoding.ASCII.GetString(request.Buffer));
        await connection.Output.WriteAsync(stats, connection.Cancellation);
    }

    /// <summary>What a broken device does with its line.</summary>
    private sealed class NetworkBytes(LoopbackServer.Connection connection)
    {
        private const int MostBlocks = 1600;

        public async Task WriteAsync(byte[] bytes) => await connection.Output.WriteAsync(bytes, connection.Cancellation);

        // 100 MB, of which no more is taken than the limit of an exchange.
        public async Task FloodAsync()
        {
            var block = new byte[64 * 1024];
            block.AsSpan().Fill((byte)'7');
            for (var count = 0; count < MostBlocks; count++)
            {
                await connection.Output.WriteAsync(block, connection.Cancellation);
            }
        }
    }
}
