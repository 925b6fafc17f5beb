using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;

namespace Spillway.Bench;

/// <summary>Machines at 127.1.0.1 onward through their driver, and what is known of each.</summary>
internal sealed class FanoutFleet : IDisposable
{
    private const uint FirstAddress = (127u << 24) | (1u << 16) | 1u;

    private readonly MinerDrivers _drivers = new(TimeProvider.System, TcpLimits.Default);
    private readonly IMiner[] _machines;
    private readonly MachineState[] _states;
    private int _next;
    private int _failed;

    public FanoutFleet(int machines, int port)
    {
        const int standard = 4028;
        var driver = _drivers.Of("cgminer");
        var forwarded = ImmutableDictionary<int, int>.Empty.Add(standard, port);
        _machines = [.. Enumerable.Range(0, machines).Select(index => driver.Open(new(Address(index)) { Forwarded = forwarded }, null))];
        _states = new MachineState[machines];
    }

    public int Failed => _failed;

    public DeviceFault? LastFault { get; private set; }

    /// <summary>Reads every machine once, so many at a time. Seconds it took.</summary>
    public double Pass(int open)
    {
        _next = -1;
        var begun = Stopwatch.GetTimestamp();
        Task.WhenAll(Enumerable.Range(0, Math.Min(open, _machines.Length)).Select(_ => Task.Run(WorkAsync))).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    public void Dispose() => _drivers.Dispose();

    private static IPAddress Address(int index)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, FirstAddress + (uint)index);
        return new(bytes);
    }

    private async Task WorkAsync()
    {
        for (var index = Interlocked.Increment(ref _next); index < _machines.Length; index = Interlocked.Increment(ref _next))
        {
            var answer = await _machines[index].ReadAsync(CancellationToken.None).ConfigureAwait(false);
            _states[index] = new(answer.Value ?? _states[index].Reading, answer.Fault, Stopwatch.GetTimestamp());
            if (!answer.IsAnswered)
            {
                LastFault = answer.Fault;
                Interlocked.Increment(ref _failed);
            }
        }
    }

    private readonly record struct MachineState(MinerReading? Reading, DeviceFault? Fault, long At);
}
