using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.WhatsMiner;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Firmware that takes its orders on the older port.</summary>
public sealed class WhatsMinerComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new WhatsMinerFamily(), Build("M30S++VH60"))
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("summary")), await stand.AskAsync(4028, CgminerRequest.Json("devs"))],
        Wrong = new("", "wrong"),
    };

    internal static MachineBuild Build(string model) => new()
    {
        Family = "whatsminer",
        Model = model,
        Modes = [new(MachineMode.Normal, 3300, 120), new(MachineMode.Low, 2200, 90), new(MachineMode.High, 3900, 135)],
        Fans = 2,
    };
}
