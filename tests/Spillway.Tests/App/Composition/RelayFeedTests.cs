using System.Collections.Immutable;
using System.Net;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Emulation;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Devices.Breakers;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Engine;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Composition;

/// <summary>A site file's feeds behind Shelly switches and MQTT brokers: emulated, found in the inventory or at the file's address, opened and
/// read back.</summary>
[Collection(nameof(StandardPorts))]
public sealed class RelayFeedTests : IDisposable
{
    private const string Shellies = """
        site: relays
        time_zone: UTC
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 1
        loads:
          - id: hall-a
            kind: miner
            model: whatsminer-m50s
            machines: 6
            value_usd_per_mwh: 90
            feeds:
              - id: a-1
                machines: 2
                breaker:
                  wiring: shelly
              - id: a-2
                machines: 2
              - id: a-3
                machines: 2
                breaker:
                  wiring: shelly
                  channel: 3

        """;

    private const string Brokered = """
        site: relays
        time_zone: UTC
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 1
        loads:
          - id: hall-a
            kind: miner
            model: whatsminer-m50s
            machines: 6
            value_usd_per_mwh: 90
            feeds:
              - id: a-1
                machines: 2
                breaker:
                  wiring: mqtt
                  template: tasmota
                  device: hall-a/plug-1
                  channel: 1
              - id: a-2
                machines: 2
                breaker:
                  wiring: mqtt
                  template: zigbee2mqtt
                  device: plug 2
              - id: a-3
                machines: 2
                breaker:
                  wiring: mqtt
                  template: shelly-gen2
                  device: plug-3
                  channel: 3

        """;

    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private static readonly Instant _start = Instant.FromUtc(2026, 1, 5, 12, 0);

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData(Shellies)]
    [InlineData(Brokered)]
    public async Task It_opens_and_closes_by_its_own_word_and_no_other_feed_follows(string file)
    {
        var site = Read(file);
        var clock = new WorldClock(TimeProvider.System, _start, 1);
        using var emulated = EmulatedSite.Of(site, clock, 1, 0, TestContext.Current.SendDiagnosticMessage);
        await using var host = await EmulatorHost.StartAsync(
            emulated.Options with { Devices = Moved(emulated), Binding = EmulatorBinding.OneListenerAnAddress }, TimeProvider.System, _cancellation);
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);
        var fleet = FleetOfSite.Of(site, Inventory(emulated, host), null, drivers, TimeProvider.System);

        foreach (var feed in fleet.Feeds)
        {
            (await feed.Breaker!.ReadAsync(_cancellation)).Value!.Position.ShouldBe(BreakerPosition.Closed);
        }

        (await fleet.Feeds[2].Breaker!.TellAsync(BreakerAction.Open, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Open);

        (await fleet.Feeds[2].Breaker!.ReadAsync(_cancellation)).Value!.Position.ShouldBe(BreakerPosition.Open);
        (await fleet.Feeds[0].Breaker!.ReadAsync(_cancellation)).Value!.Position.ShouldBe(BreakerPosition.Closed);
        (await fleet.Feeds[1].Breaker!.ReadAsync(_cancellation)).Value!.Position.ShouldBe(BreakerPosition.Closed);
        emulated.Physics.MegawattsAt(2, clock.Now).ShouldBe(0);
        emulated.Physics.MegawattsAt(0, clock.Now).ShouldBeGreaterThan(0.005);
        fleet.Feeds.ShouldAllBe(feed => !feed.HasWatchdog);

        (await fleet.Feeds[2].Breaker!.TellAsync(BreakerAction.Close, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Closed);
        foreach (var feed in fleet.Feeds)
        {
            await feed.Breaker!.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_Shelly_stands_where_the_file_says_with_a_port_of_its_own()
    {
        var clock = new WorldClock(TimeProvider.System, _start, 1);
        using var emulated = EmulatedSite.Of(Read(Shellies), clock, 1, 0, TestContext.Current.SendDiagnosticMessage);
        await using var host = await EmulatorHost.StartAsync(
            emulated.Options with { Devices = Moved(emulated), Binding = EmulatorBinding.OneListenerAnAddress }, TimeProvider.System, _cancellation);
        var at = Inventory(emulated, host).First(one => one.Family == "shelly");
        var text = Shellies.Replace("wiring: shelly\n", $"wiring: shelly\n          address: {at.Address}:{at.Endpoint!.Port(80)}\n", StringComparison.Ordinal);
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);
        var fleet = FleetOfSite.Of(Read(text), [], null, drivers, TimeProvider.System);

        (await fleet.Feeds[0].Breaker!.TellAsync(BreakerAction.Open, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Open);

        emulated.Physics.MegawattsAt(0, clock.Now).ShouldBe(0);
        fleet.Feeds[1].Breaker.ShouldBeNull("neither the file nor the inventory says where it is");
        (await fleet.Feeds[2].Breaker!.ReadAsync(_cancellation)).IsAnswered.ShouldBeFalse("that one has no channel 3");
        await fleet.Feeds[0].Breaker!.DisposeAsync();
    }

    [Fact]
    public async Task All_stand_behind_the_broker_that_the_file_names_and_each_hears_its_own_topics_alone()
    {
        const string Broker = "127.8.9.10";
        var clock = new WorldClock(TimeProvider.System, _start, 1);
        using var emulated = EmulatedSite.Of(
            Read(Brokered.Replace("wiring: mqtt\n", $"wiring: mqtt\n          address: {Broker}\n", StringComparison.Ordinal)), clock, 1, 0, TestContext.Current.SendDiagnosticMessage);
        var broker = Breakers(emulated).ShouldHaveSingleItem();
        broker.Address.ShouldBe(IPAddress.Parse(Broker));
        await using var host = await EmulatorHost.StartAsync(
            emulated.Options with { Devices = Moved(emulated), Binding = EmulatorBinding.OneListenerAnAddress }, TimeProvider.System, _cancellation);
        var text = Brokered.Replace("wiring: mqtt\n", $"wiring: mqtt\n          address: {Moved(broker.Address!)}:1883\n", StringComparison.Ordinal);
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);
        var fleet = FleetOfSite.Of(Read(text), [], null, drivers, TimeProvider.System);

        (await fleet.Feeds[1].Breaker!.TellAsync(BreakerAction.Open, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Open);

        emulated.Physics.MegawattsAt(1, clock.Now).ShouldBe(0);
        (await fleet.Feeds[0].Breaker!.ReadAsync(_cancellation)).Value!.Position.ShouldBe(BreakerPosition.Closed);
        (await fleet.Feeds[2].Breaker!.ReadAsync(_cancellation)).Value!.Position.ShouldBe(BreakerPosition.Closed);
        foreach (var feed in fleet.Feeds)
        {
            await feed.Breaker!.DisposeAsync();
        }
    }

    [Fact]
    public void A_broker_by_TLS_is_not_emulated()
    {
        var site = Read(Brokered.Replace("device: plug 2\n", "device: plug 2\n          tls: true\n", StringComparison.Ordinal));

        Should.Throw<RefusedException>(() => EmulatedSite.Of(site, new WorldClock(TimeProvider.System, _start, 1), 1, 0, TestContext.Current.SendDiagnosticMessage))
            .Code.ShouldBe(EmulationErrors.NoTls);
    }

    private SiteDefinition Read(string text) => SiteFile.Read(_screen.Write("site.yaml", text));

    // Breakers alone, at addresses that no other test has.
    private static Dictionary<IPAddress, IEmulatedDevice> Moved(EmulatedSite site) =>
        Breakers(site).ToDictionary(row => Moved(row.Address!), row => site.Options.Devices[row.Address!]);

    private static ImmutableArray<InventoryMachine> Inventory(EmulatedSite site, EmulatorHost host) =>
    [
        .. Breakers(site).Select((row, index) => new InventoryMachine
        {
            Number = index + 1,
            Role = row.Role,
            Group = row.Group,
            Family = row.Family,
            Model = row.Model,
            Mac = row.Mac,
            Serial = row.Serial,
            Address = Moved(row.Address!),
            PortShift = host.LowPortShift,
        }),
    ];

    private static IEnumerable<InventoryRow> Breakers(EmulatedSite site) => site.Rows.Where(row => row.Role == MachineRole.Breaker);

    private static IPAddress Moved(IPAddress address)
    {
        const int Runs = 250;
        var bytes = address.GetAddressBytes();
        (bytes[1], bytes[2]) = (78, (byte)(1 + (Environment.ProcessId % Runs)));
        return new(bytes);
    }
}
