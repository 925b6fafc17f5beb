using NodaTime;
using Spillway.Devices.Http;

namespace Spillway.Devices.Miners.AxeOs;

/// <summary>AxeOS, which asks for no password and answers its own network only.</summary>
internal sealed class AxeOsDriver(DeviceHttp http) : IMinerDriver
{
    private const int Port = 80;

    public string Family => "axeos";

    // ESP-Miner's source: pause and resume exist from 2026 on, older firmware answers 404; a pause is lost with a restart.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.Reboot],
        [MinerMode.Normal],
        SleepWithin: Duration.FromSeconds(2),
        HashWithin: Duration.FromMinutes(1),
        PowerGrade.Measured,
        SleepOutlastsReboot: false,
        MostConnections: 4);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new AxeOsMiner(new(http, endpoint, Port) { ClosesConnection = true });
}
