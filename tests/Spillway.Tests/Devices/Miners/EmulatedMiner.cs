using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Miners;

/// <summary>One emulated machine at an address of its own, the driver of its family, and the one clock of both.</summary>
internal sealed class EmulatedMiner : IAsyncDisposable
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 12, 0);
    private static int _count;

    private readonly EmulatorHost _host;
    private readonly MinerDrivers _drivers;

    private EmulatedMiner(EmulatorHost host, PhysicalMachine physics, MachineDevice device, FakeTimeProvider time, (IPAddress Address, Credential? Credential) at)
    {
        _host = host;
        Physics = physics;
        Device = device;
        Time = time;
        _drivers = new(time, TcpLimits.Default);
        Endpoint = new(at.Address, host.LowPortShift);
        Driver = _drivers.Of(device.Machine.Build.Family);
        Miner = Driver.Open(Endpoint, at.Credential);
    }

    public PhysicalMachine Physics { get; }

    public MachineDevice Device { get; }

    public FakeTimeProvider Time { get; }

    public DeviceEndpoint Endpoint { get; }

    public IMinerDriver Driver { get; }

    public IMiner Miner { get; }

    public MachineSnapshot Now => Device.Machine.Look();

    public static MachineBuild Build(string family, string model) => new()
    {
        Family = family,
        Model = model,
        Modes = [new(MachineMode.Normal, 3300, 120), new(MachineMode.Low, 2200, 90), new(MachineMode.High, 3900, 135)],
    };

    public static async Task<EmulatedMiner> StartAsync(IEmulatedFamily family, MachineBuild build, Credential? credential = null)
    {
        var time = new FakeTimeProvider(_start.ToDateTimeOffset());
        var number = Interlocked.Increment(ref _count);

        // Other runs of these tests on the same computer stand at other addresses.
        var address = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.{100 + (Environment.ProcessId % 100)}.{(Environment.ProcessId / 100) % 200}.{number}"));
        var physics = new PhysicalMachine(build, MachineIdentity.Of(number), (ulong)number, _start);
        physics.Settle(_start);
        var device = new MachineDevice(family, new(physics, new WorldClock(time, _start, 1)));
        var options = new EmulatorOptions(new Dictionary<IPAddress, IEmulatedDevice> { [address] = device }, [], EmulatorBinding.OneListenerAnAddress, TestContext.Current.SendDiagnosticMessage);
        return new(await EmulatorHost.StartAsync(options, TimeProvider.System, TestContext.Current.CancellationToken), physics, device, time, (address, credential));
    }

    public async Task<DeviceAnswer<MinerReading>> ReadAsync() => await Miner.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command) => await Miner.TellAsync(command, TestContext.Current.CancellationToken);

    public void Suffer(MachineFaults faults) => Physics.Suffer(faults, Device.Machine.Now);

    public void Pass(int seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        await Miner.DisposeAsync();
        _drivers.Dispose();
        await _host.DisposeAsync();
    }
}
