using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>A machine with the mining program as its authors publish it: reports for everybody, commands for nobody.</summary>
public sealed class PlainCgminerFamily : IRawFamily
{
    private const int ApiPort = 4028;
    private const string Description = "cgminer 4.11.1";
    private const double MegahashesPerTerahash = 1e6;

    private static readonly ImmutableHashSet<string> _privileged =
        ["switchpool", "addpool", "poolpriority", "enablepool", "disablepool", "removepool", "save", "quit", "restart", "privileged", "ascenable", "ascdisable", "ascset"];

    /// <inheritdoc/>
    public string Family => "cgminer";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(ApiPort, EmulatedWire.Raw)];

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedMachine machine, EmulatedPort port, CancellationToken cancellation) =>
        CgminerExchange.ServeAsync(connection, request => Answer(CgminerRequest.Parse(request), machine), cancellation);

    private static string Answer(CgminerRequest request, EmulatedMachine machine)
    {
        var now = machine.Look();
        List<CgminerReply> replies = request.Commands.IsEmpty
            ? [CgminerReply.Status('E', request.Root.ValueKind == default ? 23 : 24, request.Root.ValueKind == default ? "Invalid JSON" : "Missing JSON 'command'")]
            : [.. request.Commands.Select(command => Reply(command, machine.Build, now))];
        return CgminerReply.Text(request, replies, now.At, Description);
    }

    private static CgminerReply Reply(string command, MachineBuild build, MachineSnapshot now) => command switch
    {
        "version" => CgminerReply.Report(22, "CGMiner versions", "VERSION", [CgminerField.Of("CGMiner", "4.11.1"), CgminerField.Of("API", "3.7"), CgminerField.Of("Model", build.Model)]),
        "summary" => CgminerReply.Report(11, "Summary", "SUMMARY", Summary(now)),
        "devs" => CgminerReply.Report(9, $"{Working(now)} ASC(s)", "DEVS", [.. now.ChipCelsius.Select((celsius, index) => Device(index, celsius, now))]),
        "pools" => CgminerReply.Report(7, "1 Pool(s)", "POOLS", Pool(build, now)),
        "asccount" => CgminerReply.Report(104, "ASC count", "ASCS", [CgminerField.Of("Count", Working(now))]),
        _ when _privileged.Contains(command) => CgminerReply.Status('E', 45, $"Access denied to '{command}' command"),
        _ => CgminerReply.Status('E', 14, "Invalid command"),
    };

    private static int Working(MachineSnapshot now) => now.Boards.Count(isWell => isWell);

    private static ImmutableArray<CgminerField> Summary(MachineSnapshot now) =>
    [
        CgminerField.Of("Elapsed", (long)now.HashingTime.TotalSeconds),
        CgminerField.Of("MHS av", now.MeanHashrateThPerS * MegahashesPerTerahash, 2),
        CgminerField.Of("MHS 5s", now.ReportedHashrateThPerS * MegahashesPerTerahash, 2),
        CgminerField.Of("Found Blocks", 0),
        CgminerField.Of("Accepted", now.AcceptedShares),
        CgminerField.Of("Rejected", now.RejectedShares),
        CgminerField.Of("Hardware Errors", 0),
        CgminerField.Of("Total MH", now.MeanHashrateThPerS * now.HashingTime.TotalSeconds * MegahashesPerTerahash, 4),
    ];

    private static ImmutableArray<CgminerField> Device(int index, double celsius, MachineSnapshot now) =>
    [
        CgminerField.Of("ASC", index),
        CgminerField.Of("Name", "ASC"),
        CgminerField.Of("ID", index),
        CgminerField.Of("Enabled", "Y"),
        CgminerField.Of("Status", "Alive"),
        CgminerField.Of("Temperature", celsius, 2),
        CgminerField.Of("MHS av", now.MeanHashrateThPerS * MegahashesPerTerahash / Working(now), 2),
        CgminerField.Of("MHS 5s", now.ReportedHashrateThPerS * MegahashesPerTerahash / Working(now), 2),
    ];

    private static ImmutableArray<CgminerField> Pool(MachineBuild build, MachineSnapshot now) =>
    [
        CgminerField.Of("POOL", 0),
        CgminerField.Of("URL", "stratum+tcp://pool.invalid:3333"),
        CgminerField.Of("Status", now.IsPoolAlive ? "Alive" : "Dead"),
        CgminerField.Of("Priority", 0),
        CgminerField.Of("Accepted", now.AcceptedShares),
        CgminerField.Of("Rejected", now.RejectedShares),
        CgminerField.Of("User", build.Worker),
        CgminerField.Of("Stratum Active", now.IsPoolAlive),
    ];
}
