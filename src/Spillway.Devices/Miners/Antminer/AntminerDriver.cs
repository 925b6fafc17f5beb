using NodaTime;
using Spillway.Devices.Http;
using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.Antminer;

/// <summary>Antminer with the maker's firmware: read over cgminer's language, commanded over its web pages behind a digest
/// log-in.</summary>
internal sealed class AntminerDriver(TcpExchanger tcp, DeviceHttp http) : IMinerDriver
{
    // As delivered; a site that left it so is told by discover.
    private static readonly Credential _factory = new("root", "root");

    public string Family => "antminer";

    // A mode change restarts the mining program: the boards are dark within fifteen seconds, the program answers again after
    // twenty, full rate is back after six minutes. Machines before 2020 have no sleep; they answer an order for it with
    // unsupported.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetMode, MinerAction.Reboot],
        [MinerMode.Low, MinerMode.Normal],
        Duration.FromSeconds(20),
        Duration.FromMinutes(6),
        PowerGrade.Estimated,
        SleepOutlastsReboot: true,
        MostConnections: 3);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) =>
        new AntminerMiner(new(tcp, endpoint), new AntminerWeb(http, endpoint, credential ?? _factory));
}
