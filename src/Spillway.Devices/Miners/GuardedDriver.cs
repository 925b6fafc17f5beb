namespace Spillway.Devices.Miners;

/// <summary>What holds for every family: an order that is not declared sends nothing, one call at a time reaches a machine,
/// and watts that no machine draws are not believed.</summary>
internal sealed class GuardedDriver(IMinerDriver inner) : IMinerDriver
{
    public string Family => inner.Family;

    public MinerCapabilities Capabilities { get; } = inner.Capabilities;

    public IMiner Open(DeviceEndpoint endpoint, Credential? credential) => new GuardedMiner(inner.Open(endpoint, credential), Family, Capabilities);
}
