using Spillway.Simulation.Emulators.AxeOs;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class AxeOsComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new AxeOsFamily(), MachineBuild.Of("axeos", "Gamma", 18, 1.2) with { Boards = 1, Fans = 1, SleepWatts = 1 })
    {
        Shows = async stand => [await stand.PageAsync(80, "/api/system/info")],
    };
}
