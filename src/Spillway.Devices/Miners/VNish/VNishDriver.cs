using NodaTime;
using Spillway.Devices.Http;

namespace Spillway.Devices.Miners.VNish;

/// <summary>VNish's REST under <c>/api/v1</c>.</summary>
internal sealed class VNishDriver(DeviceHttp http) : IMinerDriver
{
    private const int Port = 80;
    private const string Factory = "admin";

    public string Family => "vnish";

    // OpenAPI 1.3.4 has stop, start, presets and reboot, and no modes. Seconds are nobody's statement yet. Whether a stop outlasts a
    // reboot is a setting of the machine, so it is not counted on.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetPower, MinerAction.Reboot],
        [MinerMode.Normal],
        SleepWithin: Duration.FromSeconds(30),
        HashWithin: Duration.FromMinutes(5),
        PowerGrade.Measured,
        SleepOutlastsReboot: false,
        MostConnections: 4);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new VNishMiner(new(http, endpoint, Port), credential?.Password ?? Factory);
}
