using NodaTime;
using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.Avalon;

/// <summary>Avalon: cgminer's language with the maker's <c>ascset</c> options. It asks for no password.</summary>
internal sealed class AvalonDriver(TcpExchanger tcp, TimeProvider clock) : IMinerDriver
{
    public string Family => "avalon";

    // The maker's manual: no two connections at a time. Low is a mode of the home machines alone; an A machine answers it with
    // unsupported. Mains restored, every one of them hashes.
    public MinerCapabilities Capabilities { get; } = new(
        [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetMode, MinerAction.Reboot],
        [MinerMode.Low, MinerMode.Normal, MinerMode.High],
        Duration.FromSeconds(15),
        Duration.FromMinutes(15),
        PowerGrade.Measured,
        SleepOutlastsReboot: false,
        MostConnections: 1);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new AvalonMiner(new(tcp, endpoint), clock);
}
