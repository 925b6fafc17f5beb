using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Hiveon;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class HiveonComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new HiveonFamily(), MachineBuild.Of("hiveon", "Antminer S19JPRO", 3050, 100))
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("version"))],
        SaysSleep = false,
    };
}
