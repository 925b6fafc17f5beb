using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;
using Spillway.Tests.Devices.Compliance;
using Xunit;

namespace Spillway.Tests.Devices.Miners;

/// <summary>One emulated machine, the driver of its family, and one clock for both.</summary>
internal sealed class EmulatedMiner : IAsyncDisposable
{
    private readonly EmulatedStand _stand;
    private readonly MinerDrivers _drivers;

    private EmulatedMiner(EmulatedStand stand, string family, Credential? credential)
    {
        _stand = stand;
        _drivers = new(stand.World, TcpLimits.Default);
        Driver = _drivers.Of(family);
        Miner = Driver.Open(stand.Endpoint, credential);
    }

    public EmulatedMachine Machine => _stand.Machine;

    public DeviceEndpoint Endpoint => _stand.Endpoint;

    public IMinerDriver Driver { get; }

    public IMiner Miner { get; }

    public MachineSnapshot Now => Machine.Look();

    public int Connections => _stand.Connections;

    public static MachineBuild Build(string family, string model) => new()
    {
        Family = family,
        Model = model,
        Modes = [new(MachineMode.Normal, 3300, 120), new(MachineMode.Low, 2200, 90), new(MachineMode.High, 3900, 135)],
    };

    public static async Task<EmulatedMiner> StartAsync(IEmulatedFamily family, MachineBuild build, Credential? credential = null) =>
        new(await EmulatedStand.StartAsync(family, build), family.Family, credential);

    public async Task<DeviceAnswer<MinerReading>> ReadAsync() => await Miner.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command) => await Miner.TellAsync(command, TestContext.Current.CancellationToken);

    public void Suffer(MachineFaults faults) => _stand.Physics.Suffer(faults, Machine.Now);

    public void Pass(int seconds) => _stand.World.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        await Miner.DisposeAsync();
        _drivers.Dispose();
        await _stand.DisposeAsync();
    }
}
