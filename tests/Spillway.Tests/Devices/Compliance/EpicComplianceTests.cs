using Spillway.Simulation.Emulators.Epic;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class EpicComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new EpicFamily(), MachineBuild.Of("epic", "AntMiner S19 XP", 3010, 140))
    {
        Shows = async stand => [await stand.PageAsync(4028, "/summary")],
        Wrong = new("", "wrong"),
    };
}
