using System.Runtime.CompilerServices;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Devices.Miners.Cgminer;

/// <summary>A machine of which no more is known than that it speaks cgminer's language: one summary a reading, no orders.</summary>
internal sealed class CgminerMiner(CgminerLink link) : IMiner
{
    private static readonly byte[] _summary = CgminerRequest.Json("summary");

    private string? _firmware;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        using var answer = await link.AskAsync(_summary, cancellation).ConfigureAwait(false);
        if (answer.Fault is { } fault)
        {
            return new(fault);
        }

        link.Polls.Heard(answer.Bytes.Span);
        if (SummaryScan.Read(answer.Bytes.Span, _firmware) is not { } reading)
        {
            return CgminerVerdict.Reading("cgminer", [answer.Bytes]);
        }

        _firmware = reading.Firmware;
        return new(reading);
    }

    public ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation) =>
        ValueTask.FromResult(new DeviceAnswer<Acknowledgement>(Unsupported.Fault("cgminer", command)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
