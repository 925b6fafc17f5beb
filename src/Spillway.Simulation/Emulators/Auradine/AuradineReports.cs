using System.Globalization;
using System.Text.Json.Nodes;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Auradine;

/// <summary>What an Auradine says, in one envelope on both ports.</summary>
internal static class AuradineReports
{
    public const string Firmware = "GCMiner-2023-05.24-0ce5e7cc93a3";

    private const double SupplyVolts = 240;

    public static CgminerReply Report(string command, EmulatedMachine machine, MachineSnapshot now) => command switch
    {
        "summary" => CgminerReply.Of(11, "Summary", new CgminerSection("SUMMARY", CgminerReports.MegaRates(now))),
        "pools" => CgminerReply.Of(7, "1 Pool(s)", CgminerReports.Pools(machine, now)),
        "version" => CgminerReply.Of(22, "GCMiner versions", new CgminerSection("VERSION", new CgminerRecord().Text("GCMiner", "0.5").Text("API", "1.0"))),
        "asccount" => CgminerReply.Of(104, "ASC count", new CgminerSection("ASCS", new CgminerRecord().Whole("Count", now.WorkingBoards()))),
        _ => CgminerReply.No(14, "Invalid command"),
    };

    /// <summary>A page of the REST port; null for one that it does not have.</summary>
    public static JsonObject? Page(string name, EmulatedMachine machine, MachineSnapshot now) => name switch
    {
        "mode" => Envelope(now, 540, "Operating mode", "Mode", new JsonObject { ["Mode"] = Mode(now), ["Power"] = now.LimitWatts ?? machine.Build.ModeWatts(now.Mode), ["Sleep"] = now.IsToldToSleep ? "on" : "off" }),
        "psu" => Envelope(now, 570, "PSU status", "PSU", new JsonObject
        {
            ["PowerIn"] = Unit(now.ReportedWatts, "W"),
            ["Vin"] = Unit(SupplyVolts, "V"),
            ["Iin"] = Unit(now.ReportedWatts / SupplyVolts, "A"),
            ["Vout"] = "11.53V",
        }),
        "fan" => Envelope(now, 510, $"Total fans: {now.FanRpm.Length}", "Fan", [.. now.FanRpm.Select((rpm, index) => new JsonObject { ["ID"] = index + 1, ["Max"] = 7700, ["Speed"] = rpm })]),
        "temperature" => Envelope(now, 590, "System temperature", "Temperature", [.. now.ChipCelsius.Zip(now.BoardCelsius, Board).Select((board, index) => { board["ID"] = index + 1; return board; })]),
        "led" => Envelope(now, 530, "Total LEDs 2", "LED", new JsonObject { ["Code"] = 2, ["LED1"] = 1, ["LED2"] = 1, ["Msg"] = Light(now) }),
        "ipreport" => Envelope(now, 620, "IP Report", "IPReport", new JsonObject
        {
            ["SerialNo"] = machine.Identity.Serial,
            ["mac"] = machine.Identity.Mac.ToLowerInvariant(),
            ["model"] = machine.Build.Model,
            ["hostname"] = "auradine",
            ["version"] = machine.Build.Firmware.Length > 0 ? machine.Build.Firmware : "2023-12.27",
        }),
        _ => null,
    };

    public static JsonObject Verdict(MachineSnapshot now, char letter, int code, string message) => new()
    {
        ["STATUS"] = new JsonArray(new JsonObject { ["STATUS"] = letter.ToString(), ["When"] = now.At.ToUnixTimeSeconds(), ["Code"] = code, ["Msg"] = message, ["Description"] = Firmware }),
        ["id"] = 1,
    };

    public static JsonObject Envelope(MachineSnapshot now, int code, string message, string section, params JsonObject[] rows)
    {
        var envelope = Verdict(now, 'S', code, message);
        envelope[section] = new JsonArray([.. rows]);
        return envelope;
    }

    private static string Mode(MachineSnapshot now) => now.LimitWatts is not null ? "custom" : now.Mode switch { MachineMode.Low => "eco", MachineMode.High => "turbo", _ => "normal" };

    private static string Light(MachineSnapshot now) => now.Boards.Contains(false) ? "Hashboard fault" : "Normal";

    private static JsonObject Board(double chip, double board) => new()
    {
        ["Name"] = "Hash Board",
        ["ChipTemp"] = new JsonArray(new JsonObject { ["ID"] = 0, ["Temperature"] = Math.Round(chip, 2) }),
        ["BoardTemp"] = new JsonArray(new JsonObject { ["ID"] = 0, ["Temperature"] = Math.Round(board, 2) }),
    };

    private static string Unit(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00}{unit}");
}
