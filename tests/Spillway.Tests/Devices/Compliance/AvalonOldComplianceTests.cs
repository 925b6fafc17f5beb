using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Avalon;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>The A10 and A11: stopped by the power of their boards, started by a reboot.</summary>
public sealed class AvalonOldComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new AvalonFamily(), MachineBuild.Of("avalon", "AvalonMiner 1066", 3250, 50))
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Text("estats"))],
    };
}
