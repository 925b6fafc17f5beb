using Spillway.Simulation.Emulators.Proto;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class ProtoComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new ProtoFamily(), MachineBuild.Of("proto", "Proto Rig", 3400, 145) with { Password = "of-the-site" })
    {
        Shows = async stand => [await stand.PageAsync(80, "/api/v1/system")],
        Right = new("", "of-the-site"),
        Wrong = new("", "wrong"),
        LocksReading = true,
    };
}
