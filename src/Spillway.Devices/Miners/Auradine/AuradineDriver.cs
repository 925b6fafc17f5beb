using NodaTime;
using Spillway.Devices.Http;
using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.Auradine;

/// <summary>Auradine: cgminer's reports on its port, everything else by REST on 8080.</summary>
internal sealed class AuradineDriver(TcpExchanger tcp, DeviceHttp http) : IMinerDriver
{
    private const int Port = 8080;

    private static readonly Credential _factory = new("admin", "admin");

    public string Family => "auradine";

    // Two open drivers agree on the commands; seconds and what outlasts a reboot are nobody's statement yet.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetMode, MinerAction.SetPower, MinerAction.Reboot],
        [MinerMode.Low, MinerMode.Normal, MinerMode.High],
        SleepWithin: Duration.FromSeconds(10),
        HashWithin: Duration.FromMinutes(10),
        PowerGrade.Measured,
        SleepOutlastsReboot: false,
        MostConnections: 2);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) =>
        new AuradineMiner(new(tcp, endpoint), new(http, endpoint, Port), credential ?? _factory);
}
