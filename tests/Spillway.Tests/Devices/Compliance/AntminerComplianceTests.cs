using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Antminer;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class AntminerComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(
        new AntminerFamily(),
        MachineBuild.Of("antminer", "Antminer S21", 3500, 200) with { Modes = [new(MachineMode.Normal, 3500, 200), new(MachineMode.Low, 2600, 160)] })
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("version"))],
        Wrong = new("root", "not-it"),
    };
}
