namespace Spillway.Devices.Miners.Cgminer;

/// <summary>A machine that speaks cgminer's language and is only read.</summary>
internal sealed class ReadOnlyMiner(CgminerLink link, string family, IReadOnlyList<byte[]> telemetry) : IMiner
{
    public ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation) => link.ReadAsync(family, telemetry, cancellation);

    public ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation) =>
        ValueTask.FromResult(new DeviceAnswer<Acknowledgement>(Unsupported.Fault(family, command)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
