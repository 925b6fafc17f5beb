using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Braiins;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Firmware before 23.03: no gRPC, everything in cgminer's language.</summary>
public sealed class BraiinsOlderTests
{
    [Fact]
    public async Task Without_gRPC_it_is_read_paused_and_resumed_all_the_same()
    {
        await using var stand = await EmulatedStand.StartAsync(new BraiinsFamily(), MachineBuild.Of("braiins", "Antminer S9", 1350, 14));
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);
        await using var miner = drivers.Of("braiins").Open(stand.Endpoint with { Forwarded = stand.Endpoint.Forwarded.SetItem(50051, ClosedPort()) }, null);

        var reading = (await miner.ReadAsync(TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        reading.Hashrate!.Value.Value.ShouldBeGreaterThan(13m);
        reading.Power!.Value.Value.ShouldBe((decimal)Math.Round(stand.Machine.Look().ReportedWatts));

        (await miner.TellAsync(MinerCommand.Sleep, TestContext.Current.CancellationToken)).IsAnswered.ShouldBeTrue();
        stand.Machine.Look().IsToldToSleep.ShouldBeTrue();
        (await miner.TellAsync(MinerCommand.Wake, TestContext.Current.CancellationToken)).IsAnswered.ShouldBeTrue();
        stand.Machine.Look().IsToldToSleep.ShouldBeFalse();
        (await miner.TellAsync(MinerCommand.Reboot, TestContext.Current.CancellationToken)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unreachable);
    }

    [Fact]
    public async Task A_pause_is_answered_by_a_bare_true()
    {
        await using var stand = await EmulatedStand.StartAsync(new BraiinsFamily(), MachineBuild.Of("braiins", "Antminer S9", 1350, 14));

        Encoding.ASCII.GetString(await stand.AskAsync(4028, CgminerRequest.Json("pause"))).ShouldContain("\"PAUSE\":[true],\"id\":1}");
    }

    private static int ClosedPort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
