using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Spillway.App.Composition;
using Spillway.App.Events;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;
using Spillway.Journal.Memory;
using Spillway.Markets.Feeds;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Spillway.Units;

namespace Spillway.Tests.App.Events;

/// <summary>A desk of two halls of 10 MW, worth 100 and 50 a MWh, behind a block of 16 MW at 28: it decides by the last price, and its
/// machines follow within two.</summary>
internal sealed class EventRig : IField, IJournal, IControlJournal, ISignals, IDeskClock, IDisposable
{
    public static readonly Instant Begin = Halls.Slot().Start;

    private const string Text = """
        site: rig
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 50
        loads:
          - id: hall-a
            kind: miner
            machines: 100
            power_w: 100000
            hashrate_th_per_s: 1000
            value_usd_per_mwh: 100
          - id: hall-b
            kind: miner
            machines: 100
            power_w: 100000
            hashrate_th_per_s: 1000
            value_usd_per_mwh: 50
        contracts:
          - kind: fixed-block
            id: block-1
            mw: 16
            price_usd_per_mwh: 28
        desk:
          policy: strike
        """;

    private readonly string _text;
    private readonly Duration _pass;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-events-");
    private readonly PartStore _parts;
    private readonly List<JournalEntry> _entries = [];
    private readonly decimal[] _prices;
    private readonly List<(Instant At, Order Order)> _orders = [];
    private ControlLoop _loop = null!;
    private int _next;

    /// <summary>A desk that will see these prices, one an interval.</summary>
    /// <param name="passSeconds">The time between two passes.</param>
    /// <param name="prices">The prices.</param>
    public EventRig(int passSeconds, params decimal[] prices)
        : this(passSeconds, Text, prices)
    {
    }

    private EventRig(int passSeconds, string text, decimal[] prices)
    {
        _text = text;
        _pass = Duration.FromSeconds(passSeconds);
        _parts = new(_home.FullName);
        _prices = prices;
        File.WriteAllText(SiteFilePath, _text);
        Site = SiteFile.Read(SiteFilePath);
        Plant = Plants.Of(Site.Site, Plants.Plain with { PassPeriod = _pass }, 0);
        Fleet = new(Plant, Begin);
    }

    public SiteDefinition Site { get; }

    public Plant Plant { get; }

    public TinyFleet Fleet { get; }

    /// <summary>What contracts hold of the site; a test may change it while the desk runs.</summary>
    public HeldBook Held { get; set; } = HeldBook.Empty;

    /// <summary>What is published beside prices.</summary>
    public PublicationWatch Published { get; init; } = new([], TimeSpan.FromSeconds(30), TimeProvider.System);

    /// <summary>What the site drew at the end of each pass, and the control state then.</summary>
    public List<(Instant At, decimal Megawatts)> Drawn { get; } = [];

    /// <summary>What was decided, interval by interval.</summary>
    public List<Decision> Decisions { get; } = [];

    /// <summary>The desk's answers to orders.</summary>
    public List<OrderAnswer> Answers { get; } = [];

    /// <summary>What people were told.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Told of each pass before it is observed.</summary>
    public Action<Instant>? Passing { get; set; }

    private string SiteFilePath => Path.Combine(_home.FullName, "site.yaml");

    public static Instant At(int interval, int seconds) => Begin + (Duration.FromMinutes(15) * interval) + Duration.FromSeconds(seconds);

    /// <summary>A desk that weighs the system's peaks.</summary>
    public static EventRig Weighing(PublicationWatch published, int passSeconds, params decimal[] prices) =>
        new(passSeconds, Text + "\n  coincident_peak_usd_per_mw_year: 75527\n", prices) { Published = published };

    /// <summary>A desk whose block is sold back below the market's price.</summary>
    public static EventRig SellingBack(decimal spread, int passSeconds, params decimal[] prices) => new(
        passSeconds,
        Text.Replace("price_usd_per_mwh: 28", FormattableString.Invariant($"price_usd_per_mwh: 28\n    sell_back_spread_usd_per_mwh: {spread}"), StringComparison.Ordinal),
        prices);

    public EventRig Give(Instant at, Order order)
    {
        _orders.Add((at, order));
        return this;
    }

    public async Task<EventRig> RunAsync(CancellationToken cancellation)
    {
        var known = PriceHistory.Empty([SettlementPoint.FromColumn("LZ_WEST")], 0).With(new(Begin - Duration.FromMinutes(15), new(_prices[0]), [(double)_prices[0]]));
        var (desk, start) = new RunDesk(_parts) { Published = Published.Begin(Begin, cancellation) }.Begin(Site, _text, known, Duration.FromMinutes(15), null, new(new(_home.FullName), TimeProvider.System), cancellation);
        var before = DeskState.Before(desk, known, null);
        var control = ControlState.Before(Plant, Begin);
        Add(RecordKinds.RunStart, RunStartCodec.Write(start with { Groups = before.Groups, Power = before.Power, At = Begin, Control = control.Digest() }));
        Add(RecordKinds.Checkpoint, Checkpoint.Of(control, null, _parts).Write());
        _loop = new(Plant, control, new HeldField(this, () => Held, Megawatts.Zero, _pass), this);
        await new DeskLoop(this, new HeldSignals(new SellBackSignals(new PublishedSignals(this, Published, Said.Add), Site.Site), () => Held), _loop, this).RunAsync(desk, before, cancellation);
        return this;
    }

    public async Task<ImmutableArray<JournalEvent>> EventsAsync(CancellationToken cancellation)
    {
        await using var journal = await JournalAsync(cancellation);
        return await EventScan.ReadAsync(journal.ReadAsync(1, cancellation), null, cancellation);
    }

    public async Task<EventProof> ProofAsync(string name, CancellationToken cancellation)
    {
        var events = await EventsAsync(cancellation);
        await using var journal = await JournalAsync(cancellation);
        var reader = new EventReader(EventScan.Find(events, name)!, _parts, _ => Plant);
        return EventProofs.Of(await reader.ReadAsync(journal.ReadAsync(reader.From, cancellation), cancellation), events);
    }

    public ValueTask<Slot?> NextAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(_next < _prices.Length ? new Slot(At(_next++, 0), Duration.FromMinutes(15)) : (Slot?)null);

    public ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        if (ended is not { } past)
        {
            return ValueTask.FromResult(SignalFrame.Empty);
        }

        var price = new EnergyPrice(_prices[(int)((past.Start - Begin) / past.Length)]);
        return ValueTask.FromResult(new SignalFrame([new(past.Start, price, [(double)price.Value])], [], price, null, null));
    }

    public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
    {
        Fleet.Advance(Duration.Min(_pass, until - Fleet.Now));
        Passing?.Invoke(Fleet.Now);
        Drawn.Add((Fleet.Now, Fleet.Power.Value));
        var due = _orders.Where(one => one.At <= Fleet.Now).ToList();
        _orders.RemoveAll(due.Contains);
        return ValueTask.FromResult(Fleet.Observe(null, [.. due.Select(one => one.Order)], newestPriceAt: At(_next - 1, 0)));
    }

    public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
    {
        Fleet.Take(turn);
        return ValueTask.CompletedTask;
    }

    public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask AppendAsync(Observation observation, StepRecord step, CancellationToken cancellation)
    {
        Add(RecordKinds.Step, StepCodec.Write(observation, step));
        Decisions.AddRange(new[] { step.Decision }.OfType<Decision>());
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> AppendAsync(FieldFrame frame, ControlTurn turn, CancellationToken cancellation)
    {
        Add(RecordKinds.Pass, PassCodec.Write(frame, turn));
        Answers.AddRange(turn.Answers);
        return ValueTask.FromResult(true);
    }

    public void Dispose() => _home.Delete(recursive: true);

    /// <summary>Takes everything recorded again.</summary>
    public async Task<ReplayReport> ReplayAsync(CancellationToken cancellation)
    {
        await using var journal = await JournalAsync(cancellation);
        using var replay = new JournalReplay(_parts, _ => Plant);
        return await replay.RunAsync(journal.ReadAsync(1, cancellation), null, cancellation);
    }

    private async Task<MemoryJournal> JournalAsync(CancellationToken cancellation)
    {
        var journal = new MemoryJournal(new FakeTimeProvider(Begin.ToDateTimeOffset()));
        await journal.AppendAsync(_entries, cancellation);
        return journal;
    }

    private void Add(string kind, byte[] payload) => _entries.Add(new(kind, RecordKinds.Version, payload));
}
