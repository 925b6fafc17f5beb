using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Hiveon;

/// <summary>A machine with Hiveon's build of bmminer: five reports for anybody, everything else denied by name, and watts for each
/// board, which the maker's own firmware does not say.</summary>
public sealed class HiveonFamily : IRawFamily
{
    private static readonly CgminerVoice _voice = new("bmminer 1.0.0");

    /// <inheritdoc/>
    public string Family => "hiveon";

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
        "summary" => CgminerReply.Of(11, "Summary", new CgminerSection("SUMMARY", CgminerReports.GigaRates(look, isQuoted: false))),
        "pools" => CgminerReply.Of(7, "1 Pool(s)", CgminerReports.Pools(machine, look)),
        "version" => CgminerReply.Of(22, "BMMiner versions", new CgminerSection("VERSION", Header(machine))),
        "stats" => CgminerReply.Of(70, "BMMiner stats", new CgminerSection("STATS", Header(machine), Report(look)) { IsNamedInText = false }),
        _ => new(CgminerStatus.Denied(command)),
    };

    private static CgminerRecord Header(EmulatedMachine machine) => new CgminerRecord().Text("BMMiner", "4.11.1 rwglr").Text("API", "3.1").Text("Miner", "49.0.1.3")
        .Text("CompileTime", "Fri Apr 19 10:58:21 UTC 2024").Text("Type", $"{machine.Build.Model} Hiveon");

    private static CgminerRecord Report(MachineSnapshot look)
    {
        var record = new CgminerRecord().Whole("STATS", 0).Text("ID", "BC50").Whole("Elapsed", CgminerReports.Elapsed(look)).Whole("Calls", 0)
            .Number("GHS 5s", look.ReportedHashrateThPerS * 1000, 2).Number("GHS av", look.MeanHashrateThPerS * 1000, 2).Whole("fan_num", look.FanRpm.Length);
        for (var fan = 0; fan < look.FanRpm.Length; fan++)
        {
            record.Whole($"fan{fan + 1}", look.FanRpm[fan]);
        }

        for (var board = 0; board < look.ChipCelsius.Length; board++)
        {
            record.Whole($"temp{board + 1}", (long)Math.Round(look.BoardCelsius[board])).Whole($"temp2_{board + 1}", (long)Math.Round(look.ChipCelsius[board]))
                .Number($"chain_power{board + 1}", look.ReportedWatts / look.ChipCelsius.Length, 2);
        }

        return record.Text("chain_power", string.Create(CultureInfo.InvariantCulture, $"{look.ReportedWatts:F2} (AB)"));
    }
}
