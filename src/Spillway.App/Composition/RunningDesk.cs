using System.Globalization;
using System.Net;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Inventory;
using Spillway.App.Obligations;
using Spillway.App.Proofs.Keys;
using Spillway.App.Records;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Devices.Fleet;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Engine.Sites.Rules;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using Spillway.Markets.Archive;
using Spillway.Markets.Feeds;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>The desk at work, put together from its edges: clock, prices, field, journal; and its API beside it.</summary>
public sealed class RunningDesk
{
    private readonly DeskRequest _request;
    private readonly SiteDefinition _site;
    private readonly PriceSource _source;
    private readonly TimeProvider _wall;
    private readonly Action<string> _say;
    private readonly DeskWorld? _world;

    private RunningDesk(DeskRequest request, SiteDefinition site, PriceSource source, (TimeProvider Wall, DeskWorld? World) times, Action<string> say)
    {
        _request = request;
        _site = site;
        _source = source;
        (_wall, _world) = times;
        _say = say;
    }

    private string Place => Path.GetDirectoryName(Path.GetFullPath(_request.SiteFile))!;

    /// <summary>Runs a desk until it is told to end.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="say">Told one line at a time, for people.</param>
    /// <param name="cancellation">Ends it in order.</param>
    /// <returns>When it has ended in order.</returns>
    /// <exception cref="RefusedException">It cannot run, or can run no longer.</exception>
    public static Task RunAsync(DeskRequest request, TimeProvider wall, Action<string> say, CancellationToken cancellation) =>
        RunAsync(request, (wall, null), say, cancellation);

    /// <summary>Runs a desk in a world of its own until it is told to end.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="times">The wall clock, and the world.</param>
    /// <param name="say">Told one line at a time, for people.</param>
    /// <param name="cancellation">Ends it in order.</param>
    /// <returns>When it has ended in order.</returns>
    /// <exception cref="RefusedException">It cannot run, or can run no longer.</exception>
    public static async Task RunAsync(
        DeskRequest request, (TimeProvider Wall, DeskWorld? World) times, Action<string> say, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(say);
        var rules = RuleLibrary.Open(request.DataFolder, request.RulesFolder);
        var read = SiteFile.Read(request.SiteFile, rules);
        var library = rules.Replacing(read.Operator, read.RulesFile);
        var site = RuledSite.Of(read, library, Instant.FromDateTimeOffset(times.Wall.GetUtcNow()));
        if (site.Installation?.Prices is not { } source)
        {
            throw new RefusedException(DeskErrors.NoPrices, $"{request.SiteFile} names none.");
        }

        foreach (var finding in RuleFindings.Of(site, library).Concat(RuleFindings.Assumed(site, library)))
        {
            say($"{finding.Kind}: {finding.Detail}");
        }

        if (LivePublications.IsLoadMissing(site))
        {
            say("no-system-load: desk.coincident_peak_usd_per_mw_year is given and publications.load is not, so the peaks are not weighed.");
        }

        using var limit = request.For is { } most ? new CancellationTokenSource(most, times.Wall) : new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await new RunningDesk(request, site, source, times, say).RunAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            say("The desk has ended in order; the machines stay as they are.");
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        var token = TokenFile.ReadOrMake(_request.DataFolder);
        var pointer = new CheckpointPointer(_request.DataFolder);
        var journal = SqliteJournal.Open(SqliteJournal.FolderIn(_request.DataFolder), _wall, pointer.Kept(_site.Installation!.Desk.JournalMonths));
        await using (journal.ConfigureAwait(false))
        {
            await KeyJournal.RecordAsync(KeyRing.Open(_request.DataFolder), journal, cancellation).ConfigureAwait(false);
            var kept = _site.Installation.Desk.PollsKeptMegabytes;
            var polls = new PollKeeper(_request.DataFolder, kept, _say);
            await using var keeping = polls.ConfigureAwait(false);
            using var drivers = new MinerDrivers(_wall, TcpLimits.Default, kept > 0 ? polls : null);
            var plant = PlantOfSite.Of(_site, drivers);
            using var evidence = new EvidenceBook(_request.DataFolder, _site, plant, _say);
            var recovered = await DeskRecovery.ReadAsync(journal, pointer, plant, evidence, cancellation).ConfigureAwait(false);
            var time = Clock(recovered, cancellation);
            var state = Begun(plant, recovered, time);
            var loads = new LoadBook(_site, journal, time, _wall);
            await using var reading = loads.ConfigureAwait(false);
            using var statement = new DeskStatement(_site, _request, journal, time) { IsWallClock = ReferenceEquals(time, _wall) };
            polls.Start(time);
            var field = new FleetField(Fleet(drivers), PollingOfSite.Of(_site, plant, _world, _say), time);
            await using (field.ConfigureAwait(false))
            {
                await RunAsync(new(journal, pointer, plant, recovered, state, field, time, token, evidence, statement, loads), cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(Edges edges, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(edges.Time.GetUtcNow());
        var pair = SitePair.From(_site, Library(), now);
        var prices = LivePrices.Open(_site, pair, _source, Place, edges.Time, cancellation);
        var hashprices = Hashprices(cancellation);
        var history = History(prices, pair, cancellation);
        var known = DeskKnowledge.Of(_site, history, now);
        var paired = DeskKnowledge.Paired(history, now);
        var ranking = Ranking(hashprices, now);
        var published = LivePublications.Open(_site, Place, Library(), edges.Time);
        await using var following = published.ConfigureAwait(false);
        var (desk, start) = new RunDesk(edges.Pointer.Parts) { Published = published.Begin(now, cancellation), Paired = paired }.Begin(
            _site, await File.ReadAllTextAsync(_request.SiteFile, cancellation).ConfigureAwait(false), known, _source.Interval, ranking,
            new(new(_request.DataFolder), _wall), cancellation);
        var watch = new PriceWatch(prices.Source, known, _source.Interval, _source.Poll.ToTimeSpan(), edges.Time) { KnownPaired = paired };
        await using (watch.ConfigureAwait(false))
        {
            var passes = new DeskWatch();
            var held = Held(cancellation);
            IField told = _request.IsPaper ? new PaperField(edges.Field, edges.Plant, edges.Time) : edges.Field;
            told = new HeldField(told, () => held.Book, new HeadroomLedger(_site.Site).Asleep, edges.Plant.Rules.PassPeriod);
            var field = new DeskField(told, edges.Recovered.State is not null, () => watch.NewestEnd, passes);
            var journal = new DeskJournal(edges.Journal, edges.Plant.Rules, field, passes, edges.Pointer, _say);
            var loop = new ControlLoop(edges.Plant, edges.State, field, journal);
            journal.State = () => loop.State;
            passes.Tell((frame, turn) => edges.Evidence.Passed(frame, turn, loop.State));
            passes.Tell((_, turn) => SayAlarms(edges.Plant, turn));
            var view = View(edges, passes, loop, watch, ranking) with { Held = () => held.Book };
            var board = new DeskBoard(view, _wall);
            await using var showing = board.ConfigureAwait(false);
            await using var refilling = Refill(edges, view, board.Trend).ConfigureAwait(false);
            var api = await ApiServer.StartAsync(Room(edges, view, board)).ConfigureAwait(false);
            await using (api.ConfigureAwait(false))
            {
                await watch.AskOnceAsync(cancellation).ConfigureAwait(false);
                if (_source.Kind != PriceSourceKind.Replay)
                {
                    watch.Start();
                    published.Start();
                }

                _world?.Shown(board);
                _world?.Begun(view);
                edges.Field.Start();
                edges.Loads.Begin();
                new DeskAddress(api.Port, Environment.ProcessId, _site.Site.Id.Text).Write(_request.DataFolder, now);
                SayHello(edges, api.Port, api.PublicPort);
                await DecideAsync(edges, start, new(desk, known, watch, hashprices, loop, journal, held, published), cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task DecideAsync(Edges edges, RunStart begun, Loop loop, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(edges.Time.GetUtcNow());
        var before = DeskState.Before(loop.Desk, loop.Known, Ranking(loop.Hashprices, now));
        var start = begun with
        {
            Groups = before.Groups,
            Power = before.Power,
            IsPaper = _request.IsPaper,
            Control = edges.State.Digest(),
            At = now,
        };
        await edges.Journal.AppendAsync([new(RecordKinds.RunStart, RecordKinds.Version, RunStartCodec.Write(start))], cancellation).ConfigureAwait(false);
        try
        {
            var clock = new LiveClock(edges.Time, _source.Interval);
            ISignals signals = new WatchedSignals(loop.Watch, loop.Hashprices);
            signals = _source.Kind == PriceSourceKind.Replay ? new ReplayedSignals(loop.Watch, signals) : signals;
            signals = new PublishedSignals(signals, loop.Published, _say);
            signals = new SellBackSignals(signals, _site.Site);
            signals = new HeldSignals(signals, loop.Held.Refreshed);
            await new DeskLoop(clock, signals, loop.Control, loop.Journal).RunAsync(loop.Desk, before, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            DeskAddress.Remove(_request.DataFolder);
            await edges.Journal.AppendAsync([new(RecordKinds.RunEnd, RecordKinds.Version, "{}"u8.ToArray())], CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private TimeProvider Clock(DeskRecovery recovered, CancellationToken cancellation)
    {
        if (_world is not null || _source.Kind != PriceSourceKind.Replay)
        {
            return _world?.Clock ?? _wall;
        }

        // A replay that is taken up again goes on where it stood: its clock does not go back.
        var start = LivePrices.ReplayStart(_site, _source, Place, cancellation);
        var from = recovered.State is { } state && state.At > start ? state.At : start;
        return new ShiftedTime(_wall, from.ToDateTimeOffset(), (double)_source.Speed);
    }

    private static ControlState Begun(Plant plant, DeskRecovery recovered, TimeProvider time) =>
        recovered.State ?? ControlState.Before(plant, Instant.FromDateTimeOffset(time.GetUtcNow())) with { LastCommand = new(recovered.Last) };

    private FleetSite Fleet(MinerDrivers drivers)
    {
        using var inventory = SiteInventory.Of(_site, _request.DataFolder);
        return FleetOfSite.Of(_site, inventory.Machines(), _world?.Forwarded, drivers, _wall);
    }

    private PriceSeries? History(LivePrices prices, ZonePair? pair, CancellationToken cancellation) => _request.Prices.Count == 0
        ? prices.History
        : PriceSeriesLoader.FromFiles([.. _request.Prices.SelectMany(path => MarketFileReader.Read(path, cancellation))], _site.Operator, _site.SettlementPoint, pair).Series;

    private HashpriceSeries? Hashprices(CancellationToken cancellation)
    {
        if (_request.Hashprice is { } path)
        {
            return HashpriceLoader.FromFiles(MarketFileReader.Read(path, cancellation));
        }

        return _site.Hashprice is { } constant ? HashpriceSeries.Constant(constant)
            : _site.Site.Loads.All(load => load.Value is not null) ? null
            : throw new RefusedException(DeskErrors.NoHashprice, $"{_request.SiteFile} has loads that earn by it.");
    }

    private RuleLibrary Library() => RuleLibrary.ForSite(_site, _request.DataFolder, _request.RulesFolder);

    private HeldWatch Held(CancellationToken cancellation)
    {
        var rules = Library().Find(_site.Operator);
        return new(
            [.. _request.Awards], () => SiteHoldings.Of(_site, SiteHoldings.Awards(_site, _request.Awards, cancellation), rules), _site.Site, _say);
    }

    private static Hashprice? Ranking(HashpriceSeries? series, Instant now) => series switch
    {
        null => null,
        { Last: { } last } when last < now.InUtc().Date => series.On(last),
        _ => series.At(now),
    };

    private Action<Order> GiveTo(FleetField field) => _world is not { } world
        ? field.Give
        : order =>
        {
            world.Asked(order);
            field.Give(order);
        };

    private DeskView View(Edges edges, DeskWatch passes, ControlLoop loop, PriceWatch prices, Hashprice? hashprice) => new()
    {
        Site = _site,
        Plant = edges.Plant,
        IsPaper = _request.IsPaper,
        State = () => loop.State,
        Watch = passes,
        Give = GiveTo(edges.Field),
        Health = () => edges.Field.Health,
        Telemetry = edges.Field.Telemetry,
        Meter = () => edges.Field.Meter,
        Price = () => prices.NewestEnd is { } end
            ? (prices.PriceOf(end - _source.Interval), end - _source.Interval, prices.Fault)
            : (null, null, prices.Fault),
        Hashprice = hashprice,
        Head = () => edges.Journal.Head,
        Load = edges.Statement.LoadAsync,
        PaperFiles = [_request.SiteFile, .. _request.Awards, .. _request.Hashprice is { } series ? (string[])[series] : []],
        Prices = prices.Between,
        Baselines = _site.Programmes.IsEmpty ? null : new DeskBaselines(_site, () => edges.Loads.Known),
        Time = edges.Time,
    };

    private TrendRefill Refill(Edges edges, DeskView view, DeskTrend trend)
    {
        var past = new PastTrend(edges.Journal, edges.Pointer, view);
        return new(trend, async cancellation => edges.Recovered.State is { } state ? await past.ReadAsync(state.At, cancellation).ConfigureAwait(false) : [], _say);
    }

    private DeskRoom Room(Edges edges, DeskView view, DeskBoard board) => new()
    {
        View = view,
        Board = board,
        Journal = edges.Journal,
        DataFolder = _request.DataFolder,
        SiteFile = _request.SiteFile,
        Token = edges.Token,
        Port = _request.Port ?? _site.Installation!.Desk.ApiPort,
        Public = _site.Installation!.Desk.Public?.From(Place),
        Wall = _wall,
        IsDemo = _world is { IsDemo: true },
        HasConsole = true,
        Say = _say,
    };

    private void SayHello(Edges edges, int port, int? publicPort)
    {
        var found = edges.Recovered;
        var health = edges.Field.Health;
        _say(string.Create(CultureInfo.InvariantCulture, $"{_site.Name}: {(_request.IsPaper ? "paper desk, nothing is commanded" : "desk")} on http://127.0.0.1:{port}{ApiRoutes.Root}, {health.Machines - health.Unplaced} of {health.Machines} machines have an address."));
        if (_site.Installation!.Desk.Public is { } door)
        {
            _say(string.Create(CultureInfo.InvariantCulture, $"Other machines reach it at {new IPEndPoint(door.Address, publicPort ?? door.Port)} by https{(door.IsBehindProxy ? ", which a proxy in front of it ends" : "")}{(door.Names.IsEmpty ? "" : ", as " + string.Join(", ", door.Names))}."));
        }

        if (found.State is { } state)
        {
            _say(string.Create(CultureInfo.InvariantCulture, $"Found a journal: {found.Passes} passes since the last checkpoint, {state.Orders.Length} orders in force, {found.Unanswered} commands without outcome."));
        }
    }

    private void SayAlarms(Plant plant, ControlTurn turn)
    {
        foreach (var alarm in turn.Alarms)
        {
            _say(string.Create(CultureInfo.InvariantCulture, $"{turn.At:uuuu-MM-dd'T'HH:mm:ss'Z'} {(alarm.IsRaised ? "ALARM" : "over")} {alarm.Subject}: {AlarmSentence.Of(alarm, plant)}"));
        }
    }

    private sealed record Edges(
        IRecordJournal Journal,
        CheckpointPointer Pointer,
        Plant Plant,
        DeskRecovery Recovered,
        ControlState State,
        FleetField Field,
        TimeProvider Time,
        string Token,
        EvidenceBook Evidence,
        DeskStatement Statement,
        LoadBook Loads);

    private sealed record Loop(
        Desk Desk,
        PriceHistory Known,
        PriceWatch Watch,
        HashpriceSeries? Hashprices,
        ControlLoop Control,
        DeskJournal Journal,
        HeldWatch Held,
        PublicationWatch Published);
}
