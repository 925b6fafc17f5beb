using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>A machine that runs upstream cgminer: any host may read, none may change.</summary>
public sealed class PlainCgminerFamily : IRawFamily
{
    private static readonly CgminerVoice _voice = new("cgminer 4.11.1");

    /// <inheritdoc/>
    public string Family => "cgminer";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(4028, EmulatedWire.Raw)];

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedMachine machine, EmulatedPort port, CancellationToken cancellation) =>
        CgminerConversation.ServeAsync(connection, bytes => Answer(bytes, machine), cancellation);

    private static byte[] Answer(ReadOnlySpan<byte> bytes, EmulatedMachine machine)
    {
        var look = machine.Look();
        var writer = new CgminerWriter(_voice, look.At.ToUnixTimeSeconds());
        return CgminerRequest.TryParse(bytes, out var request) switch
        {
            CgminerRequestFault.NotJson => writer.Write(CgminerForm.Json, new CgminerReply(CgminerStatus.InvalidJson)),
            CgminerRequestFault.NoCommand => writer.Write(CgminerForm.Json, new CgminerReply(CgminerStatus.MissingCommand)),
            _ => writer.Write(request, command => Reply(command, machine, look)),
        };
    }

    private static CgminerReply Reply(string command, EmulatedMachine machine, MachineSnapshot look) => command switch
    {
        "summary" => CgminerReply.Of(11, "Summary", new CgminerSection("SUMMARY", CgminerReports.MegaRates(look))),
        "pools" => CgminerReply.Of(7, "1 Pool(s)", CgminerReports.Pools(machine, look)),
        "version" => CgminerReply.Of(22, "CGMiner versions", new CgminerSection("VERSION", new CgminerRecord().Text("CGMiner", "4.11.1").Text("API", "3.7"))),
        "devs" => CgminerReply.Of(9, $"{machine.Build.Boards} ASC(s)", Devices(look)),
        "asccount" => CgminerReply.Of(104, "ASC count", new CgminerSection("ASCS", new CgminerRecord().Whole("Count", machine.Build.Boards))),
        "stats" => CgminerReply.Of(70, "CGMiner stats", new CgminerSection("STATS", new CgminerRecord()
            .Whole("STATS", 0).Text("ID", "ASC0").Whole("Elapsed", CgminerReports.Elapsed(look)).Whole("Calls", 0)) { IsNamedInText = false }),
        _ when CgminerAccess.IsPrivileged(command) => new(CgminerStatus.Denied(command)),
        _ => new(CgminerStatus.InvalidCommand),
    };

    private static CgminerSection Devices(MachineSnapshot look) => new("DEVS", [.. look.ChipCelsius.Select((celsius, index) => new CgminerRecord()
        .Whole("ASC", index).Text("Name", "ASC").Whole("ID", index).Text("Enabled", "Y").Text("Status", "Alive").Number("Temperature", celsius, 2)
        .Number("MHS 5s", look.ReportedHashrateThPerS * 1e6 / look.ChipCelsius.Length, 2).Number("MHS av", look.MeanHashrateThPerS * 1e6 / look.ChipCelsius.Length, 2))])
    {
        IsNamedInText = false,
    };
}
