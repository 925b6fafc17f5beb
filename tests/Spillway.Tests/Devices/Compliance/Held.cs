using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Simulation.Faults;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>A machine on its stand with its driver's hand on it. The driver's clock stands still unless a test moves it.</summary>
internal sealed class Held : IAsyncDisposable
{
    /// <summary>No call that works takes as long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MinerDrivers _drivers;
    private readonly MinerCase _case;

    private Held(EmulatedStand stand, FakeTimeProvider clock, Credential? credential, MinerCase one, TcpLimits limits)
    {
        (Stand, _case) = (stand, one);
        Clock = clock;
        _drivers = new(clock, limits, Heard);
        Driver = _drivers.Of(one.Emulator.Family);
        Miner = Driver.Open(stand.Endpoint, credential);
    }

    public EmulatedStand Stand { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>What the driver let be heard of the machine's answers.</summary>
    public HeardPolls Heard { get; } = new();

    public IMinerDriver Driver { get; }

    public IMiner Miner { get; }

    public static async Task<Held> StartAsync(MinerCase one, Credential? credential, TcpLimits limits) => new(
        await EmulatedStand.StartAsync(one.Emulator, one.Build, one.IsSecured), new FakeTimeProvider(new DateTimeOffset(2025, 7, 1, 12, 0, 0, TimeSpan.Zero)), credential ?? one.Right, one, limits);

    public bool Can(MinerAction action) => Driver.Capabilities.Can(action) && !_case.Lacks.Contains(action);

    public void Suffers(MachineFaults faults) => Stand.Physics.Suffer(faults, Stand.Machine.Now);

    public async Task<MinerReading> Read()
    {
        var answer = await Ask();
        answer.IsAnswered.ShouldBeTrue(answer.Fault?.ToString());
        return answer.Value!;
    }

    public Task<DeviceAnswer<MinerReading>> Ask() => Miner.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    public Task<DeviceAnswer<Acknowledgement>> Tell(MinerCommand command) =>
        Miner.TellAsync(command, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    public async Task Told(MinerCommand command)
    {
        var answer = await Tell(command);
        answer.IsAnswered.ShouldBeTrue(answer.Fault?.ToString());
    }

    public async Task IsUnsupported(MinerCommand command) => (await Tell(command)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unsupported);

    /// <summary>Lets the driver's clock run until a call has ended.</summary>
    public async Task<T> WhileTimePasses<T>(Task<T> call)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!call.IsCompleted && TimeProvider.System.GetElapsedTime(begun) < Patience)
        {
            // No event tells that the driver now waits for its limit: time goes on until it is over.
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(5)));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        call.IsCompleted.ShouldBeTrue("the call did not end");
        return await call;
    }

    public async ValueTask DisposeAsync()
    {
        await Miner.DisposeAsync();
        _drivers.Dispose();
        await Stand.DisposeAsync();
    }
}
