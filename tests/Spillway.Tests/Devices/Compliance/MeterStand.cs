using NodaTime;
using Spillway.Devices.Meters;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Emulators.Modbus;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>A meter driver wired to its emulator on a feeder whose power and clock the test sets.</summary>
internal sealed class MeterStand : IAsyncDisposable, IWorldTime
{
    public MeterStand()
    {
        Meter = new(MeterBuild.LowVoltageFeeder);
        Emulated = new(Meter, this, _ => Megawatts);
    }

    public PhysicalMeter Meter { get; }

    public LoneMeter Emulated { get; }

    public double Megawatts { get; set; }

    public Instant Now { get; set; } = Instant.FromUtc(2026, 7, 1, 12, 0);

    public IMeter Driver { get; set; } = null!;

    public LoopbackServer Server { get; set; } = null!;

    public IModbusBank Bank { get; set; } = null!;

    /// <summary>How finely it tells power. Unit: MW.</summary>
    public decimal Step { get; set; }

    /// <summary>Of how many phases it tells the current.</summary>
    public int Currents { get; set; }

    /// <summary>Of how many phases it tells both distortions.</summary>
    public int Distortions { get; set; }

    public bool HasEnergy { get; set; }

    public bool HasSign { get; set; }

    public Duration ToProcessTime(Duration world) => world;

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        await Server.DisposeAsync();
    }
}
