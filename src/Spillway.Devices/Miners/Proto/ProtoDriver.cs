using NodaTime;
using Spillway.Devices.Http;

namespace Spillway.Devices.Miners.Proto;

/// <summary>The Proto rig's REST under <c>/api/v1</c>.</summary>
internal sealed class ProtoDriver(DeviceHttp http) : IMinerDriver
{
    private const int Port = 80;

    public string Family => "proto";

    // MDK-API 1.8.2; seconds are of the maker's fleet simulator. There is no factory password: it is set when the rig is taken in.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetPower, MinerAction.Reboot],
        [MinerMode.Normal],
        SleepWithin: Duration.FromSeconds(10),
        HashWithin: Duration.FromMinutes(10),
        PowerGrade.Measured,
        SleepOutlastsReboot: false,
        MostConnections: 4);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new ProtoMiner(new(http, endpoint, Port), credential?.Password);
}
