using System.Text.Json.Nodes;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.VNish;

/// <summary>What a machine with VNish says. Of a stopped one no recording exists: it keeps its shape and says zero.</summary>
internal static class VNishReports
{
    public const string Version = "1.2.7";

    private const double GigahashesPerTerahash = 1e3;

    public static string State(MachineSnapshot now) => now.Phase switch
    {
        MachinePhase.Hashing or MachinePhase.Ramping => "mining",
        MachinePhase.Tuning => "auto-tuning",
        MachinePhase.Stopping => "shutting-down",
        _ => "stopped",
    };

    public static string Firmware(MachineBuild build) => build.Firmware.Length > 0 ? build.Firmware : Version;

    public static JsonObject Status(MachineSnapshot now, VNishMemory memory) => new()
    {
        ["miner_state"] = State(now),
        ["miner_state_time"] = (long)now.HashingTime.TotalSeconds,
        ["find_miner"] = false,
        ["unlocked"] = false,
        ["restart_required"] = memory.MustRestart,
        ["reboot_required"] = false,
    };

    public static JsonObject Machine(EmulatedMachine machine, MachineSnapshot now) => new()
    {
        ["miner"] = machine.Build.Model,
        ["model"] = machine.Build.Model.Replace("Antminer", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(),
        ["fw_name"] = "Vnish",
        ["fw_version"] = Firmware(machine.Build),
        ["build_name"] = "vnish",
        ["platform"] = "aml",
        ["install_type"] = "nand",
        ["algorithm"] = "sha256d",
        ["hr_measure"] = "GH/s",
        ["system"] = new JsonObject
        {
            ["os"] = "GNU/Linux",
            ["network_status"] = new JsonObject { ["mac"] = machine.Identity.Mac, ["dhcp"] = true, ["hostname"] = "Antminer" },
            ["uptime"] = $"{(int)now.Uptime.TotalHours}:{now.Uptime.Minutes:00}",
        },
        ["serial"] = machine.Identity.Serial,
    };

    public static JsonObject Summary(EmulatedMachine machine, MachineSnapshot now) => new()
    {
        ["miner"] = new JsonObject
        {
            ["miner_status"] = new JsonObject { ["miner_state"] = State(now), ["miner_state_time"] = (long)now.HashingTime.TotalSeconds },
            ["miner_type"] = $"{machine.Build.Model} (Vnish {Firmware(machine.Build)})",
            ["average_hashrate"] = Math.Round(now.MeanHashrateThPerS, 3),
            ["instant_hashrate"] = Math.Round(now.ReportedHashrateThPerS, 3),
            ["hr_realtime"] = Math.Round(now.ReportedHashrateThPerS * GigahashesPerTerahash, 2),
            ["hr_nominal"] = Math.Round(now.IdealHashrateThPerS * GigahashesPerTerahash, 2),
            ["pcb_temp"] = Range(now.BoardCelsius),
            ["chip_temp"] = Range(now.ChipCelsius),
            ["power_consumption"] = (int)Math.Round(now.ReportedWatts),
            ["power_usage"] = (int)Math.Round(now.ReportedWatts),
            ["pools"] = new JsonArray(new JsonObject
            {
                ["id"] = 0,
                ["url"] = "pool.invalid:3333",
                ["user"] = machine.Build.Worker,
                ["status"] = now.IsPoolAlive ? "active" : "offline",
                ["accepted"] = now.AcceptedShares,
                ["rejected"] = now.RejectedShares,
            }),
            ["cooling"] = new JsonObject
            {
                ["fan_num"] = now.FanRpm.Length,
                ["fans"] = new JsonArray([.. now.FanRpm.Select((rpm, id) => new JsonObject { ["id"] = id, ["rpm"] = rpm, ["status"] = "ok", ["max_rpm"] = 6500 })]),
            },
            ["chains"] = Chains(now),
            ["psu"] = new JsonObject { ["psu_power_metering"] = true },
        },
    };

    /// <summary>The few reports that this firmware keeps on cgminer's port.</summary>
    public static CgminerReply Report(string command, EmulatedMachine machine, MachineSnapshot now) => command switch
    {
        "summary" => CgminerReply.Of(11, "Summary", new CgminerSection("SUMMARY", CgminerReports.GigaRates(now, isQuoted: false))),
        "pools" => CgminerReply.Of(7, "1 Pool(s)", CgminerReports.Pools(machine, now)),
        "stats" => CgminerReply.Of(70, "CGMiner stats", new CgminerSection(
            "STATS",
            new CgminerRecord().Text("BMMiner", "1.0.0").Text("Type", $"{machine.Build.Model} (Vnish {Firmware(machine.Build)})"),
            CgminerReports.ShortRate(new CgminerRecord().Whole("STATS", 0).Text("ID", "BTM_SOC0").Text("state", State(now)).Whole("Elapsed", CgminerReports.Elapsed(now)), now, isQuoted: true))),
        _ => CgminerReply.No(14, "Invalid command"),
    };

    private static JsonObject Range(IReadOnlyCollection<double> sensors) => sensors.Count == 0 ? [] : new() { ["min"] = Math.Round(sensors.Min(), 1), ["max"] = Math.Round(sensors.Max(), 1) };

    private static JsonArray Chains(MachineSnapshot now)
    {
        var working = Math.Max(1, now.WorkingBoards());
        return [.. now.Boards.Select((isWell, index) => new JsonObject
        {
            ["id"] = index + 1,
            ["power_consumption"] = isWell ? (int)(now.ReportedWatts / working) : 0,
            ["hashrate_rt"] = isWell ? Math.Round(now.ReportedHashrateThPerS * GigahashesPerTerahash / working, 2) : 0,
            ["status"] = isWell ? new JsonObject { ["state"] = State(now) == "auto-tuning" ? "mining" : State(now) } : new JsonObject { ["state"] = "failure", ["description"] = $"Chain {index + 1} not detected" },
        })];
    }
}
