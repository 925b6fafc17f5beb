using System.Globalization;
using System.Text.Json.Nodes;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.WhatsMiner;

/// <summary>The reports of API v3.</summary>
internal sealed class NewerAnswers(EmulatedMachine machine, WhatsMinerFirmware firmware, WhatsMinerMemory memory)
{
    private const double SupplyVolts = 230;

    private static readonly string[] _sections = ["network", "miner", "system", "power", "salt", "error-code"];

    /// <summary>The message of a report; null where the command or its parameter is not known.</summary>
    public JsonObject? Report(string command, string? parameter, MachineSnapshot now)
    {
        var wanted = parameter?.Split('+', StringSplitOptions.RemoveEmptyEntries);
        return command switch
        {
            "get.device.info" => Joined(wanted ?? _sections, section => Device(section, now)),
            "get.miner.status" when wanted is ["pools"] && !now.IsMining() => null,
            "get.miner.status" when wanted is not null => Joined(wanted, section => Status(section, now)),
            "get.miner.setting" => Setting(now),
            _ => null,
        };
    }

    // A section that a stopped machine has not is left out; one that is not known spoils the request.
    private static JsonObject? Joined(IEnumerable<string> sections, Func<string, JsonNode?> report)
    {
        var joined = new JsonObject();
        foreach (var section in sections.Distinct())
        {
            if (report(section) is { } found)
            {
                joined[section] = found;
            }
            else if (section != "pools")
            {
                return null;
            }
        }

        return joined;
    }

    private JsonNode? Device(string section, MachineSnapshot now) => section switch
    {
        "salt" => memory.Salt,
        "miner" => new JsonObject
        {
            ["working"] = now.IsToldToSleep ? "false" : "true",
            ["type"] = machine.Build.Model,
            ["board-num"] = machine.Build.Boards.ToString(CultureInfo.InvariantCulture),
            ["miner-sn"] = machine.Identity.Serial,
            ["pool-strategy"] = "FAILOVER",
            ["hash-percent"] = "0",
            ["fast-boot"] = "disable",
        },
        "system" => new JsonObject { ["api"] = "3.0.2", ["platform"] = "H616", ["fwversion"] = firmware.Version, ["control-board-version"] = "CB6V10", ["apiswitch"] = "1", ["ledstatus"] = "auto" },
        "power" => new JsonObject
        {
            ["type"] = "P221B",
            ["model"] = "P221B",
            ["mode"] = now.Mode switch { MachineMode.Low => "0", MachineMode.High => "2", _ => "1" },
            ["vin"] = SupplyVolts,
            ["iin"] = Math.Round(now.ReportedWatts / SupplyVolts, 2),
            ["pin"] = (int)now.ReportedWatts,
            ["fanspeed"] = 6000,
        },
        "network" => new JsonObject { ["mac"] = machine.Identity.Mac, ["proto"] = "dhcp", ["hostname"] = "WhatsMiner" },
        "error-code" => new JsonArray([.. OlderAnswers.Faults(now).Select(code => new JsonObject { [code] = now.At.ToString("yyyy-MM-dd HH:mm:ss", null), ["reason"] = "" })]),
        _ => null,
    };

    private JsonNode? Status(string section, MachineSnapshot now) => section switch
    {
        "summary" => Summary(now),
        "edevs" => new JsonArray([.. now.ChipCelsius.Select((celsius, id) => new JsonObject
        {
            ["id"] = id,
            ["hash-realtime"] = Math.Round(now.ReportedHashrateThPerS / now.WorkingBoards(), 3),
            ["hash-average"] = Math.Round(now.MeanHashrateThPerS / now.WorkingBoards(), 3),
            ["chip-temp-max"] = Math.Round(celsius, 1),
            ["effective-chips"] = 75,
        })]),
        "pools" when now.IsMining() => new JsonArray(new JsonObject
        {
            ["id"] = 1,
            ["url"] = "stratum+tcp://pool.invalid:3333",
            ["status"] = now.IsPoolAlive ? "alive" : "dead",
            ["account"] = machine.Build.Worker,
            ["stratum-active"] = now.IsPoolAlive,
        }),
        _ => null,
    };

    private JsonObject Summary(MachineSnapshot now) => new()
    {
        ["elapsed"] = (long)now.HashingTime.TotalSeconds,
        ["bootup-time"] = (long)now.Uptime.TotalSeconds,
        ["factory-hash"] = machine.Build.Modes[0].HashrateThPerS,
        ["hash-average"] = Math.Round(now.MeanHashrateThPerS, 3),
        ["hash-realtime"] = Math.Round(now.ReportedHashrateThPerS, 3),
        ["power-realtime"] = Math.Round(now.ReportedWatts, 1),
        ["power-limit"] = (int)Limit(now),
        ["environment-temperature"] = 28.5,
        ["board-temperature"] = new JsonArray([.. now.BoardCelsius.Select(celsius => (JsonNode)Math.Round(celsius, 1))]),
        ["chip-temp-max"] = now.ChipCelsius.Hottest() ?? 0,
        ["up-freq-finish"] = now.Phase == MachinePhase.Hashing ? 1 : 0,
        ["fan-speed-in"] = now.FanRpm.FirstOrDefault(),
        ["fan-speed-out"] = now.FanRpm.LastOrDefault(),
    };

    private JsonObject Setting(MachineSnapshot now) => new()
    {
        ["power-limit"] = (int)Limit(now),
        ["power-mode"] = now.Mode.ToString().ToLowerInvariant(),
        ["power-percent"] = memory.Percent,
        ["fast-boot"] = "disable",
    };

    private double Limit(MachineSnapshot now) => memory.LimitWatts ?? machine.Build.ModeWatts(now.Mode);
}
