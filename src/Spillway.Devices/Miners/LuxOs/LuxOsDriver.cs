using NodaTime;
using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.LuxOs;

/// <summary>LuxOS: everything over its own extension of cgminer's language. It asks for no password.</summary>
internal sealed class LuxOsDriver(TcpExchanger tcp) : IMinerDriver
{
    public string Family => "luxos";

    // Five seconds are the maker's claim for its sleep, five minutes its word for a start.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetPower, MinerAction.Reboot],
        [MinerMode.Normal],
        Duration.FromSeconds(5),
        Duration.FromMinutes(5),
        PowerGrade.Measured,
        SleepOutlastsReboot: true,
        MostConnections: 1);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new LuxOsMiner(new(tcp, endpoint));
}
