using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Avalon;

/// <summary>An Avalon: both dialects on one port, telemetry in one bracketed text, orders by <c>ascset</c>.</summary>
public sealed class AvalonFamily : IRawFamily
{
    private static readonly CgminerVoice _voice = new("cgminer 4.11.1") { KnowsJoins = false };

    /// <inheritdoc/>
    public string Family => "avalon";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(4028, EmulatedWire.Raw)];

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedMachine machine, EmulatedPort port, CancellationToken cancellation) =>
        CgminerConversation.ServeAsync(connection, bytes => Answer(bytes, machine), cancellation);

    private static byte[] Answer(ReadOnlySpan<byte> bytes, EmulatedMachine machine)
    {
        var look = machine.Look();
        var model = AvalonVariant.Of(machine.Build);

        // The A machines count from their start.
        var writer = new CgminerWriter(_voice, model.IsHome ? look.At.ToUnixTimeSeconds() : CgminerReports.Elapsed(look));
        return CgminerRequest.TryParse(bytes, out var request) switch
        {
            CgminerRequestFault.NotJson => writer.Write(CgminerForm.Json, new CgminerReply(CgminerStatus.InvalidJson)),
            CgminerRequestFault.NoCommand => writer.Write(CgminerForm.Json, new CgminerReply(CgminerStatus.MissingCommand)),
            _ => writer.Write(request, command => command == "ascset"
                ? AvalonOrders.Answer(request.Parameter, machine, model)
                : Report(command, machine, model, look)),
        };
    }

    private static CgminerReply Report(string command, EmulatedMachine machine, AvalonVariant model, MachineSnapshot look) => command switch
    {
        "version" => CgminerReply.Of(22, "CGMiner versions", new CgminerSection("VERSION", model.Version(machine.Identity))),
        "summary" => CgminerReply.Of(11, "Summary", new CgminerSection("SUMMARY", CgminerReports.MegaRates(look))),
        "pools" => CgminerReply.Of(7, "1 Pool(s)", CgminerReports.Pools(machine, look)),
        "stats" or "estats" => Stats(look, model.Key, AvalonReport.Full(machine, model, look)),
        "litestats" when model.IsHome => Stats(look, model.Key, AvalonReport.Full(machine, model, look)),
        "devs" => CgminerReply.Of(9, "1 ASC(s)", new CgminerSection("DEVS", new CgminerRecord().Whole("ASC", 0).Text("Name", "AVA10").Whole("ID", 0)
            .Text("Enabled", "Y").Text("Status", "Alive").Number("MHS 5s", look.ReportedHashrateThPerS * 1e6, 2).Number("MHS av", look.MeanHashrateThPerS * 1e6, 2)) { IsNamedInText = false }),
        _ when CgminerAccess.IsPrivileged(command) => new(CgminerStatus.Denied(command)),
        _ => new(CgminerStatus.InvalidCommand),
    };

    private static CgminerReply Stats(MachineSnapshot look, string key, string report) => CgminerReply.Of(70, "CGMiner stats", new CgminerSection("STATS", new CgminerRecord()
        .Whole("STATS", 0).Text("ID", "AVA100").Whole("Elapsed", CgminerReports.Elapsed(look)).Whole("Calls", 0).Number("Wait", 0, 6).Number("Max", 0, 6)
        .Number("Min", 99_999_999, 6).Text(key, report).Whole("MM Count", 1)) { IsNamedInText = false });
}
