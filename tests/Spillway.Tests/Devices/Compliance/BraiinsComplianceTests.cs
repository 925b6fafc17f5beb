using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Braiins;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class BraiinsComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new BraiinsFamily(), MachineBuild.Of("braiins", "Antminer S19j Pro", 3050, 100))
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("version"))],
        Wrong = new("root", "not-it"),
    };
}
