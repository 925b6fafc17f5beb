using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Routing;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Braiins;

/// <summary>A machine with Braiins OS: gRPC behind a log-in, and cgminer's language without one.</summary>
public sealed class BraiinsFamily : IRawFamily, IGrpcFamily
{
    private static readonly CgminerVoice _voice = new("BOSer boser-openwrt 0.1.0-11012d53");

    /// <inheritdoc/>
    public string Family => "braiins";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(4028, EmulatedWire.Raw), new(50051, EmulatedWire.Grpc)];

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<BraiinsAuthentication>();
        routes.MapGrpcService<BraiinsActions>();
        routes.MapGrpcService<BraiinsPerformance>();
        routes.MapGrpcService<BraiinsMinerReports>();
        routes.MapGrpcService<BraiinsCooling>();
    }

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
        "version" => CgminerReply.Of(22, "BOSer versions", new CgminerSection("VERSION", new CgminerRecord().Text("API", "3.7").Text("BOSer", "boser-openwrt 0.1.0-11012d53"))),
        "summary" => CgminerReply.Of(11, "Summary", new CgminerSection("SUMMARY", CgminerReports.MegaRates(look))),
        "pools" => CgminerReply.Of(7, "1 Pool(s)", CgminerReports.Pools(machine, look)),
        "temps" => CgminerReply.Of(201, $"{look.ChipCelsius.Length} Temp(s)", new CgminerSection("TEMPS", [.. look.ChipCelsius.Select((celsius, board) => new CgminerRecord()
            .Whole("TEMP", board).Whole("ID", board).Number("Board", look.BoardCelsius[board], 1).Number("Chip", celsius, 1))])),
        "fans" => CgminerReply.Of(202, $"{look.FanRpm.Length} Fan(s)", new CgminerSection("FANS", [.. look.FanRpm.Select((rpm, fan) => new CgminerRecord()
            .Whole("FAN", fan).Whole("ID", fan).Whole("RPM", rpm).Whole("Speed", rpm / 70))])),
        "tunerstatus" => CgminerReply.Of(204, "Tuner Status", new CgminerSection("TUNERSTATUS", new CgminerRecord()
            .Whole("ApproximateMinerPowerConsumption", (long)Math.Round(look.ReportedWatts))
            .Whole("PowerLimit", (long)(look.LimitWatts ?? machine.Build.Modes[0].Watts)).Flag("TunerRunning", look.Phase == MachinePhase.Tuning))),
        "pause" => Told(machine, new MachineInstruction.Sleep(), "PAUSE"),
        "resume" => Told(machine, new MachineInstruction.Wake(), "RESUME"),
        _ => new(CgminerStatus.InvalidCommand),
    };

    private static CgminerReply Told(EmulatedMachine machine, MachineInstruction instruction, string section) =>
        machine.Tell(instruction) is InstructionAnswer.Refused refused
            ? CgminerReply.No(206, refused.Reason)
            : CgminerReply.Of(205, section == "PAUSE" ? "Mining paused" : "Mining resumed", new CgminerSection(section) { Json = "[true]" });
}
