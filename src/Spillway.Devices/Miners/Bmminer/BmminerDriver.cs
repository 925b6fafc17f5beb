using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Tcp;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Devices.Miners.Bmminer;

/// <summary>Firmware built on bmminer and met by a scan: read, never commanded.</summary>
/// <param name="tcp">The exchanges.</param>
/// <param name="family">The family's name.</param>
/// <param name="grade">What its watts are where it says any.</param>
internal sealed class BmminerDriver(TcpExchanger tcp, string family, PowerGrade grade) : IMinerDriver
{
    private static readonly byte[][] _telemetry = [CgminerRequest.Json("stats")];

    public string Family => family;

    public MinerCapabilities Capabilities { get; } = ReadOnlyCapabilities.Of(grade);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new ReadOnlyMiner(new(tcp, endpoint), family, _telemetry);
}
