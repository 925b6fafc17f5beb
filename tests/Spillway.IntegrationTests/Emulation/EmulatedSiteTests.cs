using System.Net;
using Shouldly;
using Spillway.App.Emulation;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Devices;
using Spillway.Devices.Meters;
using Spillway.Devices.Miners;
using Spillway.Devices.Modbus;
using Spillway.Devices.Tcp;
using Spillway.IntegrationTests.Cli;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.Emulation;

/// <summary>A site file served and read back through the desk's own drivers over real sockets.</summary>
[Collection(nameof(StandardPorts))]
public sealed class EmulatedSiteTests : IDisposable
{
    private const int MachinesPerLoad = 50;
    private static readonly string[] _drivers = ["antminer", "avalon", "cgminer", "luxos", "vnish", "whatsminer"];

    private readonly CliProcess _cli = new();
    private readonly OwnNetwork _network = new();

    public void Dispose()
    {
        _network.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task Three_hundred_machines_of_six_families_answer_their_drivers_and_the_meter_shows_what_they_draw()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var faults = new List<string>();
        var clock = new WorldClock(TimeProvider.System, NodaTime.Instant.FromUtc(2025, 7, 1, 0, 0), 1);
        using var site = EmulatedSite.Of(SiteFile.Read(_cli.Write("site.yaml", Text())), clock, 1, 0, faults.Add);

        // At addresses of its own, so that no other test's host is in the way.
        var devices = site.Options.Devices.ToDictionary(pair => Moved(pair.Key), pair => pair.Value);
        await using var host = await EmulatorHost.StartAsync(site.Options with { Devices = devices, Binding = EmulatorBinding.OneListenerAnAddress }, TimeProvider.System, cancellation);
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);

        var read = 0;
        foreach (var row in site.Rows.Where(row => row.Role == MachineRole.Miner))
        {
            await using var miner = drivers.Of(row.Family!).Open(new(Moved(row.Address!), host.LowPortShift), null);
            var answer = await miner.ReadAsync(cancellation);
            answer.IsAnswered.ShouldBeTrue($"{row.Family} at {row.Address}: {answer.Fault}");
            answer.Value!.Hashrate!.Value.Value.ShouldBeInRange(80m, 120m, row.Family);
            read++;
        }

        read.ShouldBe(_drivers.Length * MachinesPerLoad);
        var where = site.Rows.Single(row => row.Role == MachineRole.Meter);
        await using var line = new ModbusClient(new(Moved(where.Address!), new DeviceEndpoint(IPAddress.Loopback, host.LowPortShift).Port(502)), new(), TimeProvider.System);
        await using var meter = new SunSpecMeter(line, 1, isConsumptionNegative: false);
        var shown = await meter.ReadAsync(cancellation);
        shown.IsAnswered.ShouldBeTrue($"{shown.Fault}");
        ((double)shown.Value!.Power!.Value.Value).ShouldBe(site.Physics.MegawattsAt(clock.Now), 0.01);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Too_few_file_descriptors_are_refused_with_both_figures()
    {
        var site = _cli.Write("site.yaml", Text());

        var refused = CliProcess.Wait(_cli.Start("/bin/bash", "-c", $"ulimit -n 400; exec '{CliProcess.Program}' emulate '{site}'"), ["emulate"]);

        refused.Code.ShouldBe(1);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldContain("301 devices need 557 file descriptors, and this process may have 400.");
        refused.Errors.ShouldContain("[SW8012]");
    }

    [Fact]
    public void An_emulated_site_ends_at_an_interrupt_and_leaves_its_inventory_and_no_port()
    {
        var site = _cli.Write("site.yaml", Text());
        var inventory = Path.Combine(_cli.Results, "inventory.csv");
        using var watcher = new FileSystemWatcher(_cli.Results, "*.csv");
        using var isServed = new ManualResetEventSlim();
        watcher.Renamed += (_, _) => isServed.Set();
        watcher.EnableRaisingEvents = true;
        var (program, arguments) = _network.Inside(CliProcess.Program, "emulate", site, "--inventory", inventory);
        var process = _cli.Start(program, arguments);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => isServed.Set();
        isServed.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).ShouldBeTrue("phase: starting; expected: an inventory within a minute");

        CliProcess.Interrupt(process);
        var ended = CliProcess.Wait(process, ["emulate"]);

        ended.Code.ShouldBe(0, ended.Errors);
        ended.Output.ShouldContain("Ctrl-C ends it.");
        ended.Output.Split('\n').ShouldAllBe(line => line.Length <= 80);
        var rows = InventoryCsv.Read(inventory);
        rows.Count(one => one.Row.Role == MachineRole.Miner).ShouldBe(_drivers.Length * MachinesPerLoad);
        rows[0].Row.Address.ShouldBe(IPAddress.Parse("127.1.0.1"));
    }

    [Fact]
    public async Task Where_somebody_has_the_low_ports_they_move_up_by_8000_which_is_printed_and_stands_in_the_inventory()
    {
        Assert.SkipUnless(_network.IsOwn, "No program may have a loopback of its own here.");
        var site = _cli.Write("site.yaml", Small);
        var (first, firstRows) = (await ServedAsync(site, "first.csv"), Rows("first.csv"));
        var (second, secondRows) = (await ServedAsync(site, "second.csv"), Rows("second.csv"));
        CliProcess.Interrupt(second.Process);
        CliProcess.Wait(second.Process, ["emulate"]).Code.ShouldBe(0);
        CliProcess.Interrupt(first.Process);
        CliProcess.Wait(first.Process, ["emulate"]).Code.ShouldBe(0);

        first.Said.ShouldNotContain("8000");
        firstRows.ShouldAllBe(row => row.PortShift == 0);
        second.Said.ShouldContain("Ports below 1024 are served 8000 higher: search with --port-shift 8000.");
        second.Said.ShouldContain("port 8080, 8502");
        secondRows.ShouldAllBe(row => row.PortShift == 8000);
        secondRows.Count.ShouldBe(firstRows.Count);
    }

    private async Task<(System.Diagnostics.Process Process, string Said)> ServedAsync(string site, string inventory)
    {
        var (program, arguments) = _network.Inside(CliProcess.Program, "emulate", site, "--inventory", Path.Combine(_cli.Results, inventory));
        var process = _cli.Start(program, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        var said = new List<string>();
        while (said.LastOrDefault() != "Ctrl-C ends it.")
        {
            said.Add(await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new ShouldAssertException($"it ended: {await process.StandardError.ReadToEndAsync(limit.Token)}"));
        }

        return (process, string.Join('\n', said));
    }

    private List<InventoryRow> Rows(string inventory) => [.. InventoryCsv.Read(Path.Combine(_cli.Results, inventory)).Select(one => one.Row)];

    private static IPAddress Moved(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes[1] = (byte)(bytes[1] is 250 or 251 ? bytes[1] - 140 : bytes[1] + 80);
        return new(bytes);
    }

    private const string Small = """
        site: two-ports
        time_zone: America/Chicago
        currency: USD
        market: {operator: ercot, settlement_point: LZ_WEST}
        interconnection: {import_limit_mw: 1}
        loads:
          - {id: bench, kind: miner, driver: axeos, machines: 3, hashrate_th_per_s: 1.2, power_w: 18, value_usd_per_mwh: 90}
        """;

    private static string Text() => $$"""
        site: many-makers
        time_zone: America/Chicago
        currency: USD
        market: {operator: ercot, settlement_point: LZ_WEST}
        interconnection: {import_limit_mw: 2}
        loads:
        {{string.Join('\n', _drivers.Select(driver => $"  - {{id: {driver}, kind: miner, driver: {driver}, machines: {MachinesPerLoad}, hashrate_th_per_s: 100, power_w: 3000, value_usd_per_mwh: 90}}"))}}
        """;
}
