using System.Runtime.CompilerServices;
using Spillway.Units;

namespace Spillway.Devices.Miners;

/// <summary>One machine behind the rules of <see cref="GuardedDriver"/>.</summary>
internal sealed class GuardedMiner(IMiner inner, string family, MinerCapabilities capabilities) : IMiner
{
    // More than twice what the largest machine draws.
    private static readonly Watts _most = new(20_000m);

    private readonly SemaphoreSlim _one = new(1, 1);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var answer = await inner.ReadAsync(cancellation).ConfigureAwait(false);
            return answer is { IsAnswered: true, Value.Power: { } power } && power > _most ? new(Unbelieved(answer.Value, power)) : answer;
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!capabilities.Can(command.Action) || (command.Action == MinerAction.SetMode && !capabilities.Modes.Contains(command.Mode)))
        {
            return new(Unsupported.Fault(family, command));
        }

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await inner.TellAsync(command, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private static MinerReading Unbelieved(MinerReading reading, Watts power) => reading with
    {
        Power = null,
        PowerGrade = PowerGrade.None,
        Faults = (reading.Faults ?? []).Add($"power {power} W is more than a machine draws; not believed"),
    };
}
