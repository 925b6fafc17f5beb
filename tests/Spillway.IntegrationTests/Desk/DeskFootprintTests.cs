using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.IntegrationTests.Cli;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>What a desk that runs takes of its machine: one port, one folder, and no other program. Looked at from outside, in what the system says of
/// the process.</summary>
public sealed class DeskFootprintTests : IClassFixture<OwnAddresses>
{
    private const string Listening = "0A";
    private static readonly string[] _tables = ["tcp", "tcp6", "udp", "udp6"];

    // The runtime's own sockets for whoever looks into a process; they are gone with it.
    private static readonly string[] _ofTheRuntime = ["dotnet-diagnostic-", "clr-debug-pipe-"];
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_desk_opens_its_own_port_alone_and_starts_neither_another_program_nor_an_emulated_site()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says so of a process.");
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var process = await desk.RunAsync();
        desk.Until(static status => Running(status) == 30 && (string?)status["power_from"] == "meter", "all run and the meter is read");

        var port = (int)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(desk.Home, "desk.json"), _cancellation))!["port"]!;
        Open(process.Id).ShouldBe([$"tcp 127.0.0.1:{port}"]);
        Directory.GetDirectories($"/proc/{process.Id}/task").SelectMany(static task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_desk_that_has_run_leaves_what_the_page_lists_in_its_folder_and_nothing_anywhere_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says so of a process.");
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var place = Path.GetDirectoryName(desk.Home)!;
        var (user, temporary) = (Directory.CreateDirectory(Path.Combine(place, "user")).FullName, Directory.CreateDirectory(Path.Combine(place, "temporary")).FullName);
        var before = Outside(desk.Home, place);
        var process = desk.Begin("/usr/bin/env", $"HOME={user}", $"TMPDIR={temporary}", $"XDG_RUNTIME_DIR={temporary}", CliProcess.Program, "run", Path.Combine(place, "site.yaml"), "--port", "0");
        await EmulatedDesk.SaysAsync(process, " on http://127.0.0.1:");
        desk.Until(static status => Running(status) == 30 && (string?)status["power_from"] == "meter", "all run and the meter is read");
        desk.Json("shed", "--to", "0.05", "--within", "60", "--reason", "test", "--id", "call-1");
        desk.Until(static status => (decimal)status["power_mw"]! <= 0.05m, "the shed is done");
        desk.Json("release", "call-1");
        desk.Until(static status => ((JsonArray)status["orders"]!).Count == 0, "no order holds");

        var written = Written(process.Id);
        written.ShouldContain(path => path.StartsWith(desk.Home, StringComparison.Ordinal), "the journal is open");
        written.Where(path => !path.StartsWith(desk.Home + "/", StringComparison.Ordinal)).ShouldBeEmpty();
        Directory.GetFileSystemEntries(temporary).Select(Path.GetFileName).Where(static name => !_ofTheRuntime.Any(start => name!.StartsWith(start, StringComparison.Ordinal))).ShouldBeEmpty();
        CliProcess.Interrupt(process);
        await process.WaitForExitAsync(_cancellation);

        process.ExitCode.ShouldBe(0);
        Outside(desk.Home, place).ShouldBe(before);
        Directory.GetFileSystemEntries(desk.Home).Select(Path.GetFileName).Except(Listed()).ShouldBeEmpty("docs/how-to/back-up.md lists what is in the data folder");
        Directory.GetFileSystemEntries(desk.Home).Select(Path.GetFileName).ShouldContain("evidence", "it has really done something");
    }

    // All that was there before but the data folder.
    private static List<string> Outside(string home, string place) =>
        [.. Directory.GetFileSystemEntries(place, "*", SearchOption.AllDirectories).Where(path => path != home && !path.StartsWith(home + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    // The first column of the page's table.
    private static IEnumerable<string> Listed() =>
        File.ReadLines(Path.Combine(CliProcess.Root, "docs", "how-to", "back-up.md")).Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(static line => line.Split('|')[1].Split(',')).Select(static name => name.Trim().Trim('`'));

    private static List<string> Open(int process)
    {
        var sockets = Descriptors(process).Select(static one => one.Target).Where(static target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(static target => target["socket:[".Length..^1]).ToHashSet(StringComparer.Ordinal);
        var open = new List<string>();
        foreach (var table in _tables)
        {
            foreach (var row in File.ReadLines($"/proc/{process}/net/{table}").Skip(1).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                // Whatever is bound without a connection hears datagrams.
                if (sockets.Contains(row[9]) && (table.StartsWith("udp", StringComparison.Ordinal) || row[3] == Listening))
                {
                    open.Add($"{table} {Address(row[1])}");
                }
            }
        }

        return open;
    }

    private static string Address(string text)
    {
        var parts = text.Split(':');
        var port = int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(parts[0] == "0100007F" ? "127.0.0.1" : parts[0])}:{port}");
    }

    // Files that are open for writing.
    private static List<string> Written(int process) =>
    [
        .. Descriptors(process).Where(one => one.Target.StartsWith('/') && !one.Target.StartsWith("/dev/", StringComparison.Ordinal) && IsWritten($"/proc/{process}/fdinfo/{one.Number}"))
            .Select(static one => one.Target).Distinct(),
    ];

    private static bool IsWritten(string info) =>
        File.Exists(info) && File.ReadLines(info).First(static line => line.StartsWith("flags:", StringComparison.Ordinal)) is var flags && (Convert.ToInt32(flags.Split('\t', ' ')[^1], 8) & 3) != 0;

    // A descriptor may be closed while they are listed.
    private static IEnumerable<(string Number, string Target)> Descriptors(int process)
    {
        foreach (var path in Directory.GetFileSystemEntries($"/proc/{process}/fd"))
        {
            if (new FileInfo(path).LinkTarget is { } target)
            {
                yield return (Path.GetFileName(path), target);
            }
        }
    }

    private static int Running(JsonObject status) => ((JsonArray)status["groups"]!).Sum(static group => (int)group!["running"]!);
}
