using NodaTime;
using Spillway.App.Machines;
using Spillway.App.Records;
using Spillway.Devices.Fleet;
using Spillway.Devices.Miners;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal.Memory;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;

namespace Spillway.Tests.App.Machines;

/// <summary>Two halls of 30 and 20 machines of 1 MW behind feeds of ten, whose passes are kept in a journal in memory.</summary>
internal sealed class FleetRig : IAsyncDisposable
{
    private readonly Dictionary<int, MachineTelemetry> _said = [];
    private long _number;

    public FleetRig()
    {
        Plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 30, 70m), Halls.Hall("hall-b", 20, 90m)), Plants.Plain, machinesPerFeed: 10);
        Fleet = new(Plant, Halls.Slot().Start);
        State = ControlState.Before(Plant, Halls.Slot().Start);
        Directory = MachineDirectory.Of(Plant, []);
    }

    public Plant Plant { get; }

    public TinyFleet Fleet { get; }

    public ControlState State { get; private set; }

    public MachineDirectory Directory { get; }

    public MemoryJournal Journal { get; } = new(TimeProvider.System);

    public FleetSnapshot Snapshot => FleetSnapshot.Of(++_number, Plant, State, machine => _said.GetValueOrDefault(machine), FleetSnapshot.UsualStale);

    /// <summary>What a machine says from now on.</summary>
    public void Says(int machine, Func<MinerReading, MinerReading> what) =>
        _said[machine] = new(State.At + Duration.FromHours(1), what(new() { Family = "rig", Model = "Rig One", Firmware = "1.0", Hashrate = new(1000m), HottestCelsius = 60m, Faults = [] }));

    /// <summary>What a machine said some time ago.</summary>
    public void Said(int machine, Duration ago, Func<MinerReading, MinerReading> what)
    {
        Says(machine, what);
        _said[machine] = _said[machine] with { At = State.At - ago };
    }

    public async Task PassAsync(int seconds, params Order[] orders)
    {
        Fleet.Advance(Duration.FromSeconds(seconds));
        var frame = Fleet.Observe(null, [.. orders]);
        var turn = ControlStep.Decide(Plant, State, frame);
        State = State.Apply(Plant, frame, turn);
        Fleet.Take(turn);
        await Journal.AppendAsync([new(RecordKinds.Pass, RecordKinds.Version, PassCodec.Write(frame, turn))], CancellationToken.None);
    }

    public async Task PassesAsync(int count)
    {
        for (var pass = 0; pass < count; pass++)
        {
            await PassAsync(1);
        }
    }

    public async Task<CommandLedger> LedgerAsync()
    {
        var ledger = new CommandLedger(Plant.Machines);
        await foreach (var record in Journal.ReadAsync(1, CancellationToken.None))
        {
            ledger.Take(record);
        }

        return ledger;
    }

    public ValueTask DisposeAsync() => Journal.DisposeAsync();
}
