using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Spillway.App.Boards;
using Spillway.App.Cli;
using Spillway.App.Composition;
using Spillway.App.Emulation;
using Spillway.App.Inventory;
using Spillway.App.Reports;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Simulation.Emulators;
using Spillway.Units;

namespace Spillway.App.Demo;

/// <summary>A demonstration from its first line to its last: an emulated site and the desk that runs it, in this process.</summary>
internal sealed class DemoRun : IDisposable
{
    private const string SiteResource = "Spillway.App.Demo.site.yaml";
    private const string SiteName = "site.yaml";
    private const string PricesName = "prices.csv";
    private const int FirstPort = 5080;
    private const int LastPort = 5180;
    private const int Attempts = 3;

    // Each machine that is talked to has a connection at both ends, each breaker and the meter keep theirs, and the runtime has its own.
    private const int DescriptorsAConnection = 4;
    private const int OwnDescriptors = 400;

    private static readonly TimeSpan _dayLength = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(85);

    // Nobody has the desk ended under them: it stays while a console is open, and a while longer.
    private static readonly TimeSpan _nobody = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _longestLook = TimeSpan.FromHours(2);
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);

    private readonly Terminal _terminal;
    private readonly DemoRequest _request;
    private readonly DemoFolder _folder;
    private FileStream? _held;
    private readonly long _startedAt;

    private DemoRun(Terminal terminal, DemoRequest request, DemoFolder folder)
    {
        _terminal = terminal;
        _request = request;
        _folder = folder;
        _startedAt = terminal.Time.GetTimestamp();
    }

    /// <summary>Gives a demonstration.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="cancellation">Ends it in order.</param>
    /// <returns>When it has ended.</returns>
    /// <exception cref="RefusedException">It cannot be given.</exception>
    public static async Task RunAsync(Terminal terminal, DemoRequest request, CancellationToken cancellation)
    {
        using var folder = DemoFolder.Take(Path.Combine(terminal.DataFolder, "demo"));
        using var run = new DemoRun(terminal, request, folder);
        await run.RunAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _held?.Dispose();
        _folder.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        var definition = Write(SiteText());
        var zone = definition.TimeZone;
        var screen = new DemoScreen(_terminal, zone);
        screen.Say("Spillway demo: a site that is not there, on a day that never was. Machines, breakers and meter are emulated on loopback, each with its maker's own protocol.");
        var worth = definition.Site.Loads.Select(load => load.Breakeven(load.NormalModeIndex, definition.Hashprice).Value).ToImmutableArray();
        var day = DemoDay.Choose(_request.Seed, definition.SettlementPoint.Name, zone, worth);
        TidyFile.Write(Path.Combine(_folder.Path, PricesName), day.Prices, isLong: false, cancellation);
        DemoAwards.Write(Path.Combine(_folder.Path, DemoAwards.FileName), day);
        using var clock = new DemoClock(_terminal.Time, day.Start, definition.Installation!.Prices!.Interval);
        using var site = EmulatedSite.Of(definition, clock, (ulong)_request.Seed, 0, _terminal.Errors.WriteLine);
        CheckDescriptors(definition, site);
        var host = await HostAsync(site, cancellation).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            using (var inventory = SiteInventory.Open(_folder.Path))
            {
                inventory.Take(site.Rows.Select(row => row with { PortShift = host.LowPortShift }), day.Start);
            }

            var port = FreePort();
            Introduce(screen, definition, worth, day, host, port);
            var papers = new DemoPapers(screen, _folder.Path, _terminal.Time);
            papers.MakeKey();
            clock.Start();
            await DirectAsync(new(definition, day, clock, screen, host, port, papers), 1, cancellation).ConfigureAwait(false);
        }

        screen.Say("");
        screen.Say("The emulated site and the desk have ended; no port is left open.");
    }

    // Somebody who does not look for that file may take the port between the look and the listening; then it is the next one.
    private async Task DirectAsync(Stage stage, int attempt, CancellationToken cancellation)
    {
        try
        {
            await DirectAsync(stage, cancellation).ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (refusal.Code == DeskErrors.PortTaken && attempt < Attempts)
        {
            var next = FreePort();
            stage.Screen.Say($"127.0.0.1:{stage.Port} was taken meanwhile: desk on http://127.0.0.1:{next}.");
            await DirectAsync(stage with { Port = next }, attempt + 1, cancellation).ConfigureAwait(false);
        }
    }

    private async Task DirectAsync(Stage stage, CancellationToken cancellation)
    {
        using var limit = Limit();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var pace = new DemoPace(stage.Clock, stage.Day, _terminal.Time, _dayLength);
        var director = new DemoDirector(stage.Day, stage.Site, (stage.Clock, pace), stage.Screen, _folder.Path);
        var forwarded = stage.Host.Ports.Where(port => port.Port != port.Standard).ToImmutableDictionary(port => port.Standard, port => port.Port);
        var desk = RunningDesk.RunAsync(
            new(Path.Combine(_folder.Path, SiteName), _folder.Path, IsPaper: false, stage.Port, [], null, null) { Awards = [Path.Combine(_folder.Path, DemoAwards.FileName)] },
            (_terminal.Time, new DeskWorld(stage.Clock, forwarded, director.Begun) { IsDemo = true, Shown = board => Open(stage, director, board), Asked = director.Asked }),
            line => SayAlarm(stage.Screen, line),
            end.Token);
        var ended = await EndAsync(desk, director, end.Token).ConfigureAwait(false);
        var isShown = false;
        if (ended == director.Over && director.Over.IsCompletedSuccessfully && (_request.Stays || director.IsLookedAt(_nobody)) && !end.IsCancellationRequested)
        {
            await CloseAsync(stage).ConfigureAwait(false);
            Invite(stage.Screen, stage.Port);
            isShown = true;
            await (_request.Stays ? desk : Task.WhenAny(desk, AloneAsync(director, end.Token))).ConfigureAwait(false);
        }

        await end.CancelAsync().ConfigureAwait(false);
        await desk.ConfigureAwait(false);
        if (ended == director.Over)
        {
            await director.Over.ConfigureAwait(false);
        }

        if (!isShown)
        {
            if (ended != director.Over)
            {
                stage.Screen.Say("The day was ended before its evening.");
            }

            await CloseAsync(stage).ConfigureAwait(false);
        }
    }

    // The end of the day or of the desk; in a pipe also the end of the time that a day may take while nobody looks.
    private async Task<Task> EndAsync(Task desk, DemoDirector director, CancellationToken cancellation)
    {
        if (_request.Stays || _request.For is not null)
        {
            return await Task.WhenAny(desk, director.Over).ConfigureAwait(false);
        }

        var spent = _terminal.Time.GetElapsedTime(_startedAt);
        var late = Task.Delay(_longest > spent ? _longest - spent : TimeSpan.Zero, _terminal.Time, cancellation);
        var ended = await Task.WhenAny(desk, director.Over, late).ConfigureAwait(false);
        return ended != late || !director.IsLookedAt(_nobody) ? ended
            : await Task.WhenAny(desk, director.Over, AloneAsync(director, cancellation)).ConfigureAwait(false);
    }

    // Ends when nobody has looked for a while, and in any case some time.
    private async Task AloneAsync(DemoDirector director, CancellationToken cancellation)
    {
        var began = _terminal.Time.GetTimestamp();
        while (director.IsLookedAt(_nobody) && _terminal.Time.GetElapsedTime(began) < _longestLook && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(_lookEvery, _terminal.Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // An ended day is settled and proved whatever ended it.
    private async Task CloseAsync(Stage stage)
    {
        var proof = new DemoProof(stage.Screen, _folder.Path, _terminal.Time);
        await proof.ShowAsync(CancellationToken.None).ConfigureAwait(false);
        var replay = Task.Run(() => proof.ReplayAsync(CancellationToken.None));
        await stage.Papers.WriteAsync(stage.Site, Path.Combine(_folder.Path, SiteName), stage.Day, CancellationToken.None).ConfigureAwait(false);
        stage.Screen.Say(await replay.ConfigureAwait(false));
    }

    private CancellationTokenSource Limit()
    {
        var spent = _terminal.Time.GetElapsedTime(_startedAt);
        return _request.For is { } most
            ? new(most > spent ? most - spent : TimeSpan.Zero, _terminal.Time)
            : new CancellationTokenSource();
    }

    private static string SiteText()
    {
        using var resource = typeof(DemoRun).Assembly.GetManifestResourceStream(SiteResource);
        Invariant.Holds(resource is not null);
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private SiteDefinition Write(string text)
    {
        var path = Path.Combine(_folder.Path, SiteName);
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(DemoErrors.NoFolder, $"'{path}': {failure.Message}", failure);
        }

        return SiteFile.Read(path);
    }

    // Another site may take a port between the look and the opening; then the look is repeated.
    private async Task<EmulatorHost> HostAsync(EmulatedSite site, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await EmulatorHost.StartAsync(site.Options with { MovesTakenPorts = true, LeavesStandardPorts = _request.IsBeside }, _terminal.Time, cancellation).ConfigureAwait(false);
            }
            catch (RefusedException refusal) when (refusal.Code == EmulatorErrors.PortTaken && attempt < Attempts)
            {
                // Once more.
            }
        }
    }

    // Between the look and the desk's listening another demonstration may look too: the one that holds the port's file has it.
    private int FreePort()
    {
        for (var port = FirstPort; port <= LastPort; port++)
        {
            if (!TryHold(port))
            {
                continue;
            }

            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                socket.Listen();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next.
            }
        }

        throw new RefusedException(DemoErrors.NoPort, Text($"127.0.0.1:{FirstPort} to {LastPort} are taken."));
    }

    private bool TryHold(int port)
    {
        try
        {
            _held?.Dispose();
            _held = new FileStream(
                Path.Combine(Path.GetTempPath(), Text($"spillway-demo-{port}.lock")), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void CheckDescriptors(SiteDefinition definition, EmulatedSite site)
    {
        var kept = definition.Installation!.Desk.Connections + site.Stretches.Count(stretch => stretch.Devices == 1);
        var needed = OwnDescriptors + (DescriptorsAConnection * kept);
        if (DescriptorLimit.OfProcess() is { } had && had < needed)
        {
            throw new RefusedException(
                EmulationErrors.TooFewDescriptors, Text($"The demonstration needs {needed} file descriptors, and this process may have {had}."));
        }
    }

    private void Introduce(DemoScreen screen, SiteDefinition definition, ImmutableArray<decimal> worth, DemoDay day, EmulatorHost host, int port)
    {
        var whole = Megawatts.Zero;
        for (var index = 0; index < definition.Site.Loads.Length; index++)
        {
            var load = definition.Site.Loads[index];
            var installed = definition.Installation!.Loads[index];
            var power = load.Power(load.NormalModeIndex, load.Machines);
            whole += power;
            screen.Row(Text($"  {load.Id} {load.Machines,6:N0} {installed.Machine?.Name,-20} {installed.Driver,-10} {installed.Feeds.Length,2} breakers{power.Value,5:0.0} MW{worth[index],4:0} {definition.Currency}/MWh"));
        }

        screen.Say(Text($"Together {whole.Value:0.0} MW by the makers' figures; the last column is what a MWh earns there. The day: {day.Start.InZone(definition.TimeZone).Date:uuuu-MM-dd} of seed {_request.Seed}, {Shown.Number(day.Lowest, "0.00")} to {Shown.Number(day.Highest, "N2")} {definition.Currency}/MWh at {definition.SettlementPoint.Name}."));
        screen.Say($"Desk on http://127.0.0.1:{port}{(port == FirstPort ? "" : Text($" ({FirstPort} is taken)"))}; devices on 127.x.y.z, port {string.Join(", ", host.Ports.Select(Served))}.{(_folder.IsTemporary ? " The data folder cannot be written: its files stand among temporary ones." : "")}");
        screen.Row($"Files: {_folder.Path}");
    }

    // Said once it answers, so that whoever opens it at once finds it.
    private static void Open(Stage stage, DemoDirector director, DeskBoard board)
    {
        director.Watched(board);
        stage.Screen.Row($"Console: http://localhost:{stage.Port}  (open it in a browser; nobody has to sign in)");
        stage.Screen.Say("");
        stage.Screen.Heading();
    }

    private static string Served(ServedPort port) =>
        port.Port == port.Standard ? Text($"{port.Port}") : Text($"{port.Port} for {port.Standard}");

    private void Invite(DemoScreen screen, int port)
    {
        screen.Say("");
        screen.Say(_request.Stays
            ? "The site stays and the desk runs on: day after day of this kind, a minute a second while somebody looks at the console and at the pace of a real clock else and while an order is carried out."
            : "Somebody looks at the console: the site stays and the desk runs on until nobody has looked for two minutes, at most two hours.");
        screen.Row($"  http://localhost:{port}");
        screen.Say("Or in another terminal:");
        screen.Say($"  export SPILLWAY_HOME='{_folder.Path}'", 4);
        screen.Say("  spillway status --watch");
        screen.Say("  spillway shed --to 10 --within 60 --reason trying");
        screen.Say(Text($"Ctrl-C ends it and gives port {port} back."));
    }

    private static void SayAlarm(DemoScreen screen, string line)
    {
        if (line.StartsWith("ALARM the journal", StringComparison.Ordinal))
        {
            screen.Say(line);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Stage(SiteDefinition Site, DemoDay Day, DemoClock Clock, DemoScreen Screen, EmulatorHost Host, int Port, DemoPapers Papers);
}
