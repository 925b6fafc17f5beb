using NodaTime;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.Braiins;

/// <summary>Braiins OS: gRPC from 23.03 on, and cgminer's language for what is older.</summary>
internal sealed class BraiinsDriver(TcpExchanger tcp, TcpLimits limits, TimeProvider clock) : IMinerDriver
{
    // As delivered; a site that left it so is told by discover.
    private static readonly Credential _factory = new("root", "root");

    public string Family => "braiins";

    // The firmware calls its own watts approximated. Older versions hash again after a restart though they were paused. Its gRPC
    // server takes several connections: one that was just closed may still stand there when the next comes.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetPower, MinerAction.Reboot],
        [MinerMode.Normal],
        Duration.FromSeconds(20),
        Duration.FromMinutes(3),
        PowerGrade.Estimated,
        SleepOutlastsReboot: false,
        MostConnections: 8);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) =>
        new BraiinsMiner(new CgminerLink(tcp, endpoint), new BraiinsApi(endpoint, credential ?? _factory, limits, clock));
}
