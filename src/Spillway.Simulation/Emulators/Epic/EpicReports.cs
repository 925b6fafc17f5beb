using System.Text.Json.Nodes;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Epic;

/// <summary>What ePIC's board says.</summary>
internal static class EpicReports
{
    private const double MegahashesPerTerahash = 1e6;

    public static JsonObject Summary(EmulatedMachine machine, MachineSnapshot now) => new()
    {
        ["Status"] = new JsonObject { ["Operating State"] = State(now), ["Last Command"] = null, ["Last Error"] = Error(now) },
        ["Hostname"] = "epic",
        ["Software"] = machine.Build.Firmware.Length > 0 ? machine.Build.Firmware : "PowerPlay-BMS v1.5.13",
        ["Mining"] = new JsonObject { ["Algorithm"] = "SHA-256", ["Coin"] = "BTC" },
        ["Stratum"] = new JsonObject { ["IsPoolConnected"] = now.IsPoolAlive, ["Current User"] = machine.Build.Worker },
        ["StratumConfigs"] = new JsonArray(new JsonObject { ["pool"] = "stratum+tcp://pool.invalid:3333", ["login"] = machine.Build.Worker, ["password"] = "x" }),
        ["Session"] = new JsonObject
        {
            ["Average MHs"] = Math.Round(now.MeanHashrateThPerS * MegahashesPerTerahash),
            ["Uptime"] = (long)now.Uptime.TotalSeconds,
            ["Accepted"] = now.AcceptedShares,
            ["Rejected"] = now.RejectedShares,
            ["Active HBs"] = now.WorkingBoards(),
        },
        ["HBs"] = Boards(now),
        ["HBStatus"] = new JsonArray([.. now.Boards.Select((isWell, index) => new JsonObject { ["Index"] = index, ["Detected"] = isWell, ["Enabled"] = isWell })]),
        ["Power Supply Stats"] = new JsonObject { ["Input Power"] = Math.Round(now.ReportedWatts, 2), ["Output Voltage"] = 12.6, ["Target Voltage"] = 12600 },
        ["Fans"] = new JsonObject { ["Fan Mode"] = new JsonObject { ["Auto"] = new JsonObject { ["Idle Speed"] = 20, ["Target Temperature"] = 60 } }, ["Fans Speed"] = now.IsMining() ? 80 : 20 },
        ["Fans Rpm"] = Fans(now),
        ["Misc"] = new JsonObject { ["Shutdown Temp"] = 85, ["Critical Temp"] = 100, ["Locate Miner State"] = false },
        ["PresetInfo"] = new JsonObject { ["Target Power"] = now.LimitWatts ?? machine.Build.ModeWatts(now.Mode) },
        ["PerpetualTune"] = new JsonObject { ["Running"] = now.LimitWatts is not null },
        ["IdleOnConnectionLost"] = true,
    };

    public static JsonObject Capabilities(EmulatedMachine machine) => new()
    {
        ["Model"] = machine.Build.Model,
        ["Default Hashrate"] = machine.Build.Modes[0].HashrateThPerS,
        ["Max HBs"] = machine.Build.Boards,
        ["PerpetualTune"] = new JsonArray(new JsonObject
        {
            ["algorithm"] = "PowerTune",
            ["name"] = "Power Tune",
            ["min"] = (int)machine.Build.LeastWatts,
            ["max"] = (int)machine.Build.NameplateWatts,
        }),
    };

    private static string State(MachineSnapshot now) => now.Phase switch
    {
        MachinePhase.Hashing or MachinePhase.Ramping => "Mining",
        MachinePhase.Tuning => "AdjustingClockVoltage",
        _ => "Idling",
    };

    private static string? Error(MachineSnapshot now) => now.Boards.Contains(false) ? "Hashboard not detected" : null;

    private static JsonArray Boards(MachineSnapshot now)
    {
        var indexes = Enumerable.Range(0, now.Boards.Length).Where(index => now.Boards[index]);
        var rate = now.ReportedHashrateThPerS * MegahashesPerTerahash / Math.Max(1, now.WorkingBoards());
        return [.. indexes.Zip(now.ChipCelsius, (index, celsius) => new JsonObject
        {
            ["Index"] = index,
            ["Hashrate"] = new JsonArray(Math.Round(rate), 100.0, 0.5),
            ["Core Clock Avg"] = now.IsMining() ? 485.0 : 0.0,
            ["Input Power"] = 0.0,
            ["Temperature"] = Math.Round(celsius, 3),
        })];
    }

    private static JsonObject Fans(MachineSnapshot now)
    {
        var fans = new JsonObject();
        foreach (var (rpm, index) in now.FanRpm.Select((rpm, index) => (rpm, index)))
        {
            fans[$"Fans Speed {index + 1}"] = rpm;
        }

        return fans;
    }
}
