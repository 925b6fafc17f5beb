using NodaTime;
using Spillway.Devices.Breakers;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Breakers;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Emulators.Modbus;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Every breaker driver there is, each against its emulator.</summary>
internal static class BreakerStands
{
    public static readonly BreakerBuild Quick =
        new(Duration.FromMilliseconds(15), Duration.FromMilliseconds(20), Duration.Zero, Duration.FromMilliseconds(250));

    public static TheoryData<string> Names => new(BreakerWirings.BuiltIn.All.Keys.Select(name => "modbus " + name).Concat(RelayStands.Names));

    /// <summary>Opens a stand.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="patience">How long its driver waits for feedback: little where none is to come.</param>
    public static Task<BreakerStand> OpenAsync(string name, TimeSpan patience) => name.Split(' ') switch
    {
        ["modbus", var wiring] => Task.FromResult(Modbus(wiring, patience)),
        ["mqtt", var template] => RelayStands.MqttAsync(template, patience),
        _ => RelayStands.ShellyAsync(),
    };

    private static BreakerStand Modbus(string name, TimeSpan patience)
    {
        var wiring = BreakerWirings.BuiltIn.Find(name).At(1) with { Feedback = patience, Look = TimeSpan.FromMilliseconds(5) };
        wiring = wiring with { Open = Short(wiring.Open)!, Close = Short(wiring.Close), Trip = Short(wiring.Trip) };
        var emulated = new LoneBreaker(new(Quick with { Watchdog = wiring.Watchdog is null ? null : Quick.Watchdog }), new WorldClock(TimeProvider.System, BreakerStand.Start, 1));
        var bank = new BreakerBank(wiring, emulated);
        var server = new LoopbackServer(connection => ModbusServing.ServeAsync(connection, bank, () => true, connection.Cancellation));
        var client = new ModbusClient(server.Endpoint, new() { AnswerTimeout = TimeSpan.FromSeconds(2) }, TimeProvider.System);
        return new(new ModbusBreaker(client, 1, wiring, null, TimeProvider.System), emulated, server.DisposeAsync)
        {
            HasInterlock = wiring.Interlocked is not null,
            HasSelector = wiring.Remote is not null,
            HasTripContact = wiring.Tripped is not null,
            HasRack = wiring.Withdrawn is not null,
            HasWatchdog = wiring.Watchdog is not null,
            HasShuntTrip = wiring.Trip is not null,
        };
    }

    private static BreakerWrite? Short(BreakerWrite? write) => write is { PulseMilliseconds: not null } ? write with { PulseMilliseconds = 60 } : write;
}
