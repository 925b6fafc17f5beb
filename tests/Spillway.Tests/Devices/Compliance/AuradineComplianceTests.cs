using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Auradine;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class AuradineComplianceTests : MinerCompliance
{
    internal static MachineBuild Build { get; } = new()
    {
        Family = "auradine",
        Model = "AT2880",
        Modes = [new(MachineMode.Normal, 4000, 250), new(MachineMode.Low, 2800, 190), new(MachineMode.High, 4600, 280)],
    };

    private protected override MinerCase Case => new(new AuradineFamily(), Build)
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("version"))],
        Wrong = new("admin", "wrong"),
        LocksReading = true,
    };
}
