using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.LuxOs;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class LuxOsComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new LuxOsFamily(), MachineBuild.Of("luxos", "Antminer S19k Pro", 2760, 120))
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("version"))],
    };
}
