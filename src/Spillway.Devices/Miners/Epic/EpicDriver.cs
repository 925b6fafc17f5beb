using NodaTime;
using Spillway.Devices.Http;

namespace Spillway.Devices.Miners.Epic;

/// <summary>ePIC's control boards: HTTP on cgminer's port.</summary>
internal sealed class EpicDriver(DeviceHttp http) : IMinerDriver
{
    private const int Port = 4028;
    private const string Factory = "letmein";

    public string Family => "epic";

    // The maker's dashboard has stop, start, power tuning and reboot; seconds are nobody's statement yet. That it stays idle after
    // a power cut is not documented.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetPower, MinerAction.Reboot],
        [MinerMode.Normal],
        SleepWithin: Duration.FromSeconds(5),
        HashWithin: Duration.FromMinutes(10),
        PowerGrade.Measured,
        SleepOutlastsReboot: false,
        MostConnections: 4);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new EpicMiner(new(http, endpoint, Port), credential?.Password ?? Factory);
}
