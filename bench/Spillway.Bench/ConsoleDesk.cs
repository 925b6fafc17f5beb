using System.Diagnostics;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Api.Limits;
using Spillway.App.Boards;
using Spillway.App.Composition;
using Spillway.App.Sites;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;

namespace Spillway.Bench;

/// <summary>A desk of 12,000 machines that are read every five seconds, and what it serves: passes are made one a second and timed.</summary>
internal sealed class ConsoleDesk : IAsyncDisposable
{
    public const int Machines = 12_000;
    public const string Token = "0123456789abcdef0123456789abcdef";
    private const int Halls = 4;

    // A desk of its own allows 20,000 a second, which is less than is measured here.
    private const int MostReads = 1_000_000;
    private const int NotesAPass = Machines / 5;
    private static readonly Instant _start = Instant.FromUtc(2024, 1, 1, 0, 0);

    private readonly string _folder;
    private readonly MinerDrivers _drivers;
    private readonly Plant _plant;
    private readonly DeskWatch _watch = new();
    private ControlState _state;
    private DeskBoard _board = null!;
    private ApiServer _server = null!;
    private int _passes;

    private ConsoleDesk(string folder, SiteDefinition site)
    {
        _folder = folder;
        _drivers = new(TimeProvider.System, TcpLimits.Default, null);
        _plant = PlantOfSite.Of(site, _drivers);
        _state = ControlState.Before(_plant, _start);
    }

    public Uri Address => new($"http://127.0.0.1:{_server.Port}");

    public static async Task<ConsoleDesk> StartAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("spillway-console-").FullName;
        var file = Path.Combine(folder, "site.yaml");
        await File.WriteAllTextAsync(file, Text(), cancellation);
        var site = SiteFile.Read(file);
        var desk = new ConsoleDesk(folder, site);
        var view = new DeskView
        {
            Site = site,
            Plant = desk._plant,
            IsPaper = false,
            State = () => Volatile.Read(ref desk._state),
            Watch = desk._watch,
            Give = static _ => { },
            Health = static () => new(Machines, 0, Machines, 0, 0, 0),
            Price = static () => (new(30.5m), _start, null),
            Hashprice = null,
            Head = static () => JournalHead.Empty,
            Load = static (_, _, _) => throw new NotSupportedException("Nothing is settled here."),
            Time = TimeProvider.System,
        };
        desk.Pass(Machines);
        desk._board = new(view, TimeProvider.System);
        desk._server = await ApiServer.StartAsync(
            new()
            {
                View = view, Board = desk._board, DataFolder = folder, SiteFile = file, Token = Token, Port = 0, Wall = TimeProvider.System, IsDemo = true, HasConsole = true,
                Limits = new() { LocalReads = Allowance.EachSecond(MostReads, MostReads) },
                Say = static line => Console.Error.WriteLine(line),
            });
        return desk;
    }

    /// <summary>Makes passes, one each period, and times each.</summary>
    public async Task<List<ConsolePass>> RunAsync(int passes, TimeSpan period, CancellationToken cancellation)
    {
        var made = new List<ConsolePass>(passes);
        using var timer = new PeriodicTimer(period);
        while (made.Count < passes && await timer.WaitForNextTickAsync(cancellation))
        {
            var stamp = TimeProvider.System.GetUtcNow();
            var (stopped, ran) = (GC.GetTotalPauseDuration(), ThreadTime.Running());
            var begun = Stopwatch.GetTimestamp();
            var power = Pass(NotesAPass);
            var ended = Stopwatch.GetTimestamp();
            made.Add(new(
                Stopwatch.GetElapsedTime(begun, ended).TotalMilliseconds,
                (GC.GetTotalPauseDuration() - stopped).TotalMilliseconds,
                (ThreadTime.Running() - ran)?.TotalMilliseconds,
                ended,
                stamp,
                power));
        }

        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _board.DisposeAsync();
        _drivers.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // Every pass brings a fifth of the machines with new watts, so that the figures on the screen change: no two of forty passes in a row show the
    // same power.
    private decimal Pass(int notes)
    {
        _passes++;
        var at = _start + Duration.FromSeconds(_passes);
        var first = _passes * NotesAPass % Machines;
        var watts = 3_000m + (_passes % 40 * 10);
        var power = Machines * watts / 1_000_000m;
        var frame = FieldFrame.Empty(at) with
        {
            Machines = [.. Enumerable.Range(0, notes).Select(note => new MachineNote((first + note) % Machines, MachineCondition.Running, 1, new(watts)))],
            Feeds = _passes == 1 ? [.. Enumerable.Range(0, _plant.Feeds.Length).Select(static feed => new FeedNote(feed, FeedPosition.Closed, false))] : [],
            Meter = new(at, new(power)),
            Decision = _passes == 1 ? new(new Slot(_start, Duration.FromHours(12)), [.. _plant.Groups.Select(Whole)], null) : null,
        };
        var turn = ControlStep.Decide(_plant, _state, frame);
        Volatile.Write(ref _state, _state.Apply(_plant, frame, turn));
        _watch.Passed(frame, turn);
        return power;
    }

    private static GroupCommand Whole(PlantGroup group) => new(
        group.Load.Id, 1, "normal", group.Load.Machines, group.Load.Power(1, group.Load.Machines), new(ReasonCode.AlwaysOn));

    private static string Text() => $"""
        site: bench
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 60
        loads:
        {string.Concat(Enumerable.Range(0, Halls).Select(static hall => $"  - id: hall-{hall}\n    kind: miner\n    machines: {Machines / Halls}\n    power_w: 3000\n    value_usd_per_mwh: {80 + (10 * hall)}\n"))}
        """;
}
