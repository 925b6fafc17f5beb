using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Simulation.Emulators.AxeOs;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Miners.AxeOs;

public sealed class AxeOsDriverTests
{
    [Fact]
    public async Task Firmware_without_a_pause_says_so_and_goes_on()
    {
        await using var machine = await EmulatedMiner.StartAsync(new AxeOsFamily(), MachineBuild.Of("axeos", "Gamma", 18, 1.2) with { Firmware = "v2.4.5", SleepWatts = 1 });

        var told = await machine.TellAsync(MinerCommand.Sleep);

        told.Fault!.Kind.ShouldBe(DeviceFaultKind.Unsupported);
        machine.Now.IsToldToSleep.ShouldBeFalse();
        (await machine.ReadAsync()).Value!.Mode.ShouldBe(MinerMode.Unknown, "it does not say whether it is paused");
    }

    [Fact]
    public async Task Every_request_has_a_connection_of_its_own()
    {
        await using var machine = await EmulatedMiner.StartAsync(new AxeOsFamily(), MachineBuild.Of("axeos", "Gamma", 18, 1.2) with { SleepWatts = 1 });

        await machine.ReadAsync();
        await machine.ReadAsync();
        await machine.ReadAsync();

        machine.Connections.ShouldBe(3);
    }
}
