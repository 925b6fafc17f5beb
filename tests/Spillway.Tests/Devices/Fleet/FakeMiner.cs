using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Units;

namespace Spillway.Tests.Devices.Fleet;

/// <summary>A machine in memory that does at once what it is told, unless it is told to misbehave.</summary>
internal sealed class FakeMiner(List<string> told, string name) : IMiner
{
    private int _asked;

    /// <summary>Why it does not answer; null while it does.</summary>
    public DeviceFault? Fault { get; set; }

    /// <summary>What it answers.</summary>
    public MinerReading Reading { get; set; } = Running(3000m);

    /// <summary>Held while somebody talks to it, where a test wants it busy.</summary>
    public SemaphoreSlim? Gate { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static MinerReading Running(decimal watts) => new()
    {
        Mode = MinerMode.Normal,
        Hashrate = new TerahashesPerSecond(100m),
        Power = new Watts(watts),
        PowerGrade = PowerGrade.Measured,
    };

    public static MinerReading Asleep { get; } = new() { Mode = MinerMode.Sleep, Hashrate = TerahashesPerSecond.Zero, Power = new Watts(20m), PowerGrade = PowerGrade.Measured };

    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        await PassAsync(cancellation).ConfigureAwait(false);
        return Fault is { } fault ? new(fault) : new(Reading);
    }

    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation)
    {
        lock (told)
        {
            told.Add($"{name} {command.Action}");
        }

        await PassAsync(cancellation).ConfigureAwait(false);
        if (Fault is { } fault)
        {
            return new(fault);
        }

        Reading = command.Action == MinerAction.Sleep ? Asleep : Running(3000m);
        return new(new Acknowledgement("ok"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task PassAsync(CancellationToken cancellation)
    {
        if (Gate is { } gate)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            gate.Release();
        }
    }
}
