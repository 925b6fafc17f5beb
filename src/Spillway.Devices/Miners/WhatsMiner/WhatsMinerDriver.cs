using NodaTime;
using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>WhatsMiner by both of its APIs.</summary>
internal sealed class WhatsMinerDriver(TcpExchanger tcp, TimeProvider time) : IMinerDriver
{
    private const string OlderFactory = "admin";
    private const string NewerFactory = "super";

    public string Family => "whatsminer";

    // Maker's manuals V2.0.5 and V2.2: no answer says how fast it goes down, and the pace is learnt; up is the 25 minutes that
    // a start with the factory's search speed takes at most. Mains back starts it mining. It keeps sessions for 16 callers, so it
    // serves several at a time.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetMode, MinerAction.SetPower, MinerAction.Reboot],
        [MinerMode.Low, MinerMode.Normal, MinerMode.High],
        SleepWithin: Duration.FromSeconds(5),
        HashWithin: Duration.FromMinutes(25),
        PowerGrade.Measured,
        SleepOutlastsReboot: false,
        MostConnections: 4);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential)
    {
        var link = new WhatsMinerLink(tcp, endpoint, time);
        var account = credential?.User is { Length: > 0 } user && user != OlderFactory ? user : NewerFactory;
        return new WhatsMinerMiner(link, new(link, credential?.Password ?? OlderFactory), new(link, account, credential?.Password ?? NewerFactory));
    }
}
