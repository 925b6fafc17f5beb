using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.LuxOs;

/// <summary>A machine with LuxOS: reports joined or alone, orders through a session.</summary>
public sealed class LuxOsFamily : IRawFamily
{
    private const string Version = "2025.4.8.220305";
    private const string Build = "57b389c7";

    private static readonly CgminerVoice _voice = new($"LUXminer {Version}-{Build}") { IsSorted = true };

    /// <inheritdoc/>
    public string Family => "luxos";

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
            _ => writer.Write(request, command =>
                Report(command, machine, look) ?? LuxOsOrders.Answer(command, request.Parameter, machine) ?? new CgminerReply(CgminerStatus.InvalidCommand)),
        };
    }

    private static CgminerReply? Report(string command, EmulatedMachine machine, MachineSnapshot look) => command switch
    {
        "version" => CgminerReply.Of(22, "LUXminer versions", new CgminerSection("VERSION", new CgminerRecord()
            .Text("API", "3.7").Text("CompileTime", "Tue Apr  8 22:05:35 UTC 2025").Text("LUXminer", $"{Version}-{Build}")
            .Text("Miner", Version).Text("Type", machine.Build.Model))),
        "summary" => CgminerReply.Of(11, "Summary", new CgminerSection("SUMMARY", CgminerReports.GigaRates(look, isQuoted: false))),
        "pools" => CgminerReply.Of(7, "1 Pool(s)", CgminerReports.Pools(machine, look)),
        "stats" => CgminerReply.Of(70, "LUXminer stats", LuxOsReports.Stats(machine, look, Version)),
        "config" => CgminerReply.Of(33, "LUXminer config", new CgminerSection("CONFIG", LuxOsReports.Config(machine, look))),
        "power" => CgminerReply.Of(311, "Power usage", new CgminerSection("POWER", new CgminerRecord().Flag("PSU", true).Whole("Watts", (long)Math.Round(look.ReportedWatts)))),
        "fans" => CgminerReply.Of(202, $"{look.FanRpm.Length} Fan(s)", new CgminerSection("FANS", [.. look.FanRpm.Select((rpm, index) => new CgminerRecord()
            .Whole("FAN", index).Whole("ID", index).Whole("RPM", rpm).Whole("Speed", rpm / 70))])),
        "temps" => CgminerReply.Of(201, $"{look.BoardCelsius.Length} Temp(s)", new CgminerSection("TEMPS", [.. look.BoardCelsius.Select((celsius, index) => new CgminerRecord()
            .Number("BottomLeft", celsius, 1).Number("BottomRight", celsius - 12, 1).Whole("ID", index).Whole("TEMP", index).Number("TopLeft", celsius, 1).Number("TopRight", celsius - 12, 1))])),
        "profiles" => CgminerReply.Of(318, "Profiles", new CgminerSection("PROFILES", [.. LuxOsProfile.All(machine.Build).Select(profile => profile.Record())])),
        _ => null,
    };
}
