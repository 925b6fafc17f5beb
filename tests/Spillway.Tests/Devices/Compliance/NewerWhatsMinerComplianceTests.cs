using System.Text;
using Spillway.Simulation.Emulators.WhatsMiner;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Firmware that takes its orders on the newer port only.</summary>
public sealed class NewerWhatsMinerComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new WhatsMinerFamily(), WhatsMinerComplianceTests.Build("M60S_VK40"))
    {
        Shows = async stand => [await stand.AskAsync(4028, Encoding.ASCII.GetBytes("""{"cmd":"get_version"}"""))],
        Wrong = new("super", "wrong"),
    };
}
