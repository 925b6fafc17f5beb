using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.Devices.Fleet;
using Spillway.Devices.Meters;
using Spillway.Devices.Miners;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.Tests.Devices.Fleet;

/// <summary>A small fleet in memory, and what it has told so far.</summary>
internal sealed class FleetRig : IAsyncDisposable
{
    private const int MostSeconds = 20;

    private readonly Dictionary<int, MachineNote> _machines = [];

    public FleetRig(int machines, FleetOptions options, int inFeed = 0, bool hasOneMode = false)
    {
        Miners = [.. Enumerable.Range(0, machines).Select(index => new FakeMiner(Told, $"m{index}"))];
        Breaker = new();
        var group = new FleetGroup(
            [.. Miners.Cast<IMiner?>()],
            new(
                hasOneMode ? [MinerAction.Sleep, MinerAction.Wake, MinerAction.SetMode] : [MinerAction.Sleep, MinerAction.Wake], [MinerMode.Normal], Duration.FromMilliseconds(20), Duration.FromMilliseconds(20),
                PowerGrade.Measured, SleepOutlastsReboot: true, MostConnections: 1),
            [new(MinerMode.Sleep, new(20m)), new(MinerMode.Normal, new(3000m)) { Hashrate = new(100m) }, .. hasOneMode ? (FleetMode[])[] : [new(MinerMode.Low, new(2000m))]],
            1);
        ImmutableArray<FleetFeed> feeds = inFeed > 0 ? [new(Breaker, 0, inFeed, HasWatchdog: true)] : [];
        Field = new(new([group], feeds, (IMeter?)null), options, TimeProvider.System);
    }

    public static FleetOptions Quick { get; } = new()
    {
        Poll = Duration.FromMilliseconds(100),
        MeterPoll = Duration.FromMilliseconds(50),
        MachineStale = Duration.FromMilliseconds(300),
        Pass = Duration.FromMilliseconds(50),
        Connections = 8,
    };

    public List<string> Told { get; } = [];

    public ImmutableArray<FakeMiner> Miners { get; }

    public FakeBreaker Breaker { get; }

    public FleetField Field { get; }

    public List<CommandOutcome> Outcomes { get; } = [];

    public List<FeedNote> Feeds { get; } = [];

    /// <summary>How many times a machine was told of.</summary>
    public int Notes { get; private set; }

    public MachineCondition Condition(int machine) => _machines.TryGetValue(machine, out var note) ? note.Condition : MachineCondition.Unknown;

    public MachineNote Note(int machine) => _machines[machine];

    public static ControlTurn Turn(ImmutableArray<MachineCommand> machines, ImmutableArray<FeedCommand> feeds) => new(
        default, default, Megawatts.Zero, [], machines, feeds, [], [], [], [], FeedsWatchdogs: false);

    public static MachineCommand Sleep(long id, int machine, CauseKind cause) => new(new(id), machine, ControlAction.Sleep, 0, new(cause, null));

    public ValueTask SendAsync(params ImmutableArray<MachineCommand> commands) => Field.SendAsync(Turn(commands, []), CancellationToken.None);

    /// <summary>Makes passes until something is so.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(MostSeconds));
        while (!isSo())
        {
            try
            {
                await PassAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ShouldAssertException($"After {MostSeconds} s it is not so that {what}.");
            }
        }
    }

    public async Task<FieldFrame> PassAsync(CancellationToken cancellation)
    {
        var frame = await Field.ObserveAsync(Instant.MaxValue, cancellation);
        foreach (var note in frame.Machines)
        {
            _machines[note.Machine] = note;
            Notes++;
        }

        Outcomes.AddRange(frame.Outcomes);
        Feeds.AddRange(frame.Feeds);
        return frame;
    }

    public ValueTask DisposeAsync() => Field.DisposeAsync();
}
