using Shouldly;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Antminer;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>The generation before 2020: it is read, it reboots, and it has no sleep, whatever its family declares.</summary>
public sealed class AntminerOldComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new AntminerFamily(), MachineBuild.Of("antminer", "Antminer S9", 1323, 13.5) with { Fans = 2 })
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("stats"))],
        SaysPower = false,
        SaysSleep = false,
        Lacks = [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetMode],
        Wrong = new("root", "not-it"),
    };

    [Fact]
    public async Task Its_stats_without_a_comma_are_read_to_the_right_numbers()
    {
        await using var test = await Held.StartAsync(Case, null, TcpLimits.Default);

        var reading = await test.Read();

        var look = test.Stand.Machine.Look();
        ((double)reading.Hashrate!.Value.Value).ShouldBe(look.ReportedHashrateThPerS, 0.01);
        reading.Model.ShouldBe("Antminer S9");
        reading.Power.ShouldBeNull();
        reading.FanRpm!.Value.ShouldBe(look.FanRpm);
        (await Case.Shows(test.Stand))[0].AsSpan().IndexOf("}{"u8).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(MinerAction.Sleep)]
    [InlineData(MinerAction.Wake)]
    [InlineData(MinerAction.SetMode)]
    public async Task It_has_no_sleep_and_says_so(MinerAction action)
    {
        await using var test = await Held.StartAsync(Case, null, TcpLimits.Default);
        var command = action switch { MinerAction.Sleep => MinerCommand.Sleep, MinerAction.Wake => MinerCommand.Wake, _ => MinerCommand.Run(MinerMode.Low) };

        await test.IsUnsupported(command);

        test.Stand.Machine.Look().Phase.ShouldBe(MachinePhase.Hashing);
    }
}
