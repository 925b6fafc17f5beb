using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Auradine;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Firmware that serves its REST port with TLS only: found out without a secret, and its own certificate taken as it is.</summary>
public sealed class SecuredAuradineComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(new AuradineFamily(), AuradineComplianceTests.Build)
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("version"))],
        Wrong = new("admin", "wrong"),
        LocksReading = true,
        IsSecured = true,
    };
}
