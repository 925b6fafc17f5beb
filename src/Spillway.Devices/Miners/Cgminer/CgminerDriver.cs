using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.Cgminer;

/// <summary>Any program that speaks cgminer's language and is not known better: read, never commanded.</summary>
internal sealed class CgminerDriver(TcpExchanger tcp) : IMinerDriver
{
    public string Family => "cgminer";

    public MinerCapabilities Capabilities => ReadOnlyCapabilities.Of(PowerGrade.None);

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new CgminerMiner(new(tcp, endpoint));
}
