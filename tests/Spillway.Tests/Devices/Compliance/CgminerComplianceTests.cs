using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class CgminerComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new PlainCgminerFamily(), MachineBuild.Of("cgminer", "Some miner", 2000, 60))
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Text("version")), await stand.AskAsync(4028, CgminerRequest.Json("summary"))],
        SaysPower = false,
        SaysHeat = false,
        SaysSleep = false,
    };
}
