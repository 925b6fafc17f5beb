using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.App.Emulation;
using Spillway.App.Inventory;
using Spillway.IntegrationTests.Cli;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>An emulated site inside the test, and the desk as a process of its own that runs it over real sockets.</summary>
internal sealed class EmulatedDesk : IAsyncDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);
    private static int _sites = Environment.ProcessId;

    private readonly CliProcess _cli;
    private readonly SmallDisk? _disk;
    private readonly EmulatedSite _site;
    private readonly WorldClock _clock;
    private readonly EmulatorHost _host;
    private readonly List<Process> _desks = [];

    private EmulatedDesk(EmulatedSite site, WorldClock clock, EmulatorHost host, int? diskKibibytes)
    {
        _cli = new() { Inside = (program, arguments) => _disk?.Inside(program, arguments) ?? (program, arguments) };
        Directory.CreateDirectory(Home);
        _disk = diskKibibytes is { } kibibytes ? SmallDisk.TryMount(Home, kibibytes) : null;
        _site = site;
        _clock = clock;
        _host = host;
    }

    public string Home => _cli.Home;

    /// <summary>The small disk that its data folder is on; null where none was asked for or the system permits none.</summary>
    public SmallDisk? Disk => _disk;

    /// <summary>What the site really draws, in MW.</summary>
    public double Megawatts => _site.Physics.MegawattsAt(_clock.Now);

    /// <summary>How often each machine really did what it was told and had not done before, in the order of the plant.</summary>
    public IReadOnlyList<int> Changes => [.. _site.Physics.Groups.SelectMany(group => group.Machines).Select(machine => machine.Changes)];

    private string SiteFile => Path.Combine(_cli.Folder, "site.yaml");

    public static async Task<EmulatedDesk> StartAsync(string text, CancellationToken cancellation, int? diskKibibytes = null, double speed = 1)
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var file = Path.Combine(Directory.CreateTempSubdirectory("spillway-desk-").FullName, "site.yaml");
        await File.WriteAllTextAsync(file, text, cancellation);
        var clock = new WorldClock(TimeProvider.System, now, speed);
        var site = EmulatedSite.Of(App.Sites.SiteFile.Read(file), clock, 1, 0, TestContext.Current.SendDiagnosticMessage);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        // At addresses of its own, so that no other test's host is in the way.
        var place = Interlocked.Increment(ref _sites);
        var devices = site.Options.Devices.ToDictionary(pair => Moved(pair.Key, place), pair => pair.Value);
        var options = site.Options with { Devices = devices, Binding = EmulatorBinding.OneListenerAnAddress };
        var host = await EmulatorHost.StartAsync(options, TimeProvider.System, cancellation);
        var desk = new EmulatedDesk(site, clock, host, diskKibibytes);
        desk._cli.Write("site.yaml", text);
        desk._cli.Write("prices.csv", Prices(now));
        using var inventory = new StringWriter();
        InventoryCsv.Write(inventory, site.Rows.Select(row => row with { Address = Moved(row.Address!, place), PortShift = host.LowPortShift }));
        var imported = desk.Command("inventory", "import", desk._cli.Write("inventory.csv", inventory.ToString()));
        imported.Code.ShouldBe(0, imported.Errors);
        return desk;
    }

    /// <summary>Starts the desk and waits until it answers.</summary>
    public async Task<Process> RunAsync(params string[] more)
    {
        var process = _cli.Start(CliProcess.Program, ["run", SiteFile, "--port", "0", .. more]);
        _desks.Add(process);
        await SaysAsync(process, " on http://127.0.0.1:");
        return process;
    }

    /// <summary>Waits until a desk says something.</summary>
    public static async Task SaysAsync(Process process, string words)
    {
        using var limit = new CancellationTokenSource(_longest);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            TestContext.Current.SendDiagnosticMessage(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The desk ended without saying '{words}': {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>Starts another command and does not wait for it; it ends with the desk.</summary>
    public Process Begin(string program, params string[] arguments)
    {
        var process = _cli.Start(program, arguments);
        _desks.Add(process);
        return process;
    }

    /// <summary>Waits until something is so in the emulated world, whoever runs it.</summary>
    public static async Task WorldUntilAsync(Func<bool> isSo, TimeSpan most, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(most, $"it is not so that {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Writes a file beside the site file.</summary>
    public string Write(string name, string text) => _cli.Write(name, text);

    /// <summary>A second one on the same data folder.</summary>
    public CliResult RunAgain() => _cli.Run("run", SiteFile, "--port", "0");

    public CliResult Command(params string[] arguments) => _cli.Run(arguments);

    public JsonObject Json(params string[] arguments)
    {
        var result = _cli.Run([.. arguments, "--json", "-"]);
        result.Code.ShouldBe(0, result.Errors);
        return (JsonObject)JsonNode.Parse(result.Output)!;
    }

    /// <summary>Asks for the status until something is so.</summary>
    public JsonObject Until(Func<JsonObject, bool> isSo, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = Json("status");
            if (isSo(status))
            {
                return status;
            }

            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(_longest, $"it is not so that {what}: {status.ToJsonString()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in _desks)
        {
            if (!desk.HasExited)
            {
                desk.Kill(entireProcessTree: true);
            }

            await desk.WaitForExitAsync();
            desk.Dispose();
        }

        await _host.DisposeAsync();
        _site.Dispose();
        _disk?.Dispose();
        _cli.Dispose();
    }

    // The last two hours at a price at which everything runs.
    private static string Prices(Instant now)
    {
        var text = "interval_start_utc,LZ_WEST\n";
        var quarter = Duration.FromMinutes(15).BclCompatibleTicks;
        var first = Instant.FromUnixTimeTicks((now.ToUnixTimeTicks() / quarter * quarter) - (8 * quarter));
        for (var index = 0; index < 8; index++)
        {
            text += string.Create(CultureInfo.InvariantCulture, $"{first + Duration.FromTicks(index * quarter):uuuu-MM-dd'T'HH:mm:ss'Z'},20.5\n");
        }

        return text;
    }

    // The plan leaves the third number 0 for sites as small as these: it tells one run of the tests from another beside it.
    private static IPAddress Moved(IPAddress address, int place)
    {
        const int Places = 250;
        var bytes = address.GetAddressBytes();
        bytes[2] = (byte)(1 + (place % Places));
        return new(bytes);
    }
}
