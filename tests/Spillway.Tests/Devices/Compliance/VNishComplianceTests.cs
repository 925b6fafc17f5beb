using Spillway.Simulation.Emulators.VNish;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class VNishComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new VNishFamily(), MachineBuild.Of("vnish", "Antminer S21 Pro", 3500, 234))
    {
        Shows = async stand => [await stand.PageAsync(80, "/api/v1/info")],
        Wrong = new("", "wrong"),
    };
}
