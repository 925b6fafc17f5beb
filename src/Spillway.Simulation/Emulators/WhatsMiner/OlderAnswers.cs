using System.Text.Json.Nodes;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.WhatsMiner;

/// <summary>The reports of API v2, in the shape of the machine's firmware. Sleeping machines answer as a fleet's own mock has it:
/// no recording of one exists.</summary>
internal sealed class OlderAnswers(EmulatedMachine machine, WhatsMinerFirmware firmware, WhatsMinerMemory memory)
{
    private const double MegahashesPerTerahash = 1e6;
    private const double GigahashesPerTerahash = 1e3;
    private const int Done = 131;

    public JsonObject? Report(string command, MachineSnapshot now) => command switch
    {
        "get_version" => Message(now, new JsonObject { ["api_ver"] = firmware.OlderApi, ["fw_ver"] = firmware.Version, ["platform"] = "H616", ["chip"] = "", ["miner_type"] = machine.Build.Model }),
        "get_miner_info" => Message(now, new JsonObject { ["hostname"] = "WhatsMiner", ["ledstat"] = "auto", ["mac"] = machine.Identity.Mac, ["minersn"] = machine.Identity.Serial }),
        "status" => Message(now, Status(now)),
        "get_psu" => Message(now, Supply(now)),
        "get_error_code" => Message(now, new JsonObject { ["error_code"] = Errors(now) }),
        "summary" => Listed(now, 11, "Summary", "SUMMARY", Summary(now)),
        "devs" or "edevs" => Listed(now, 9, $"{now.WorkingBoards()} ASC(s)", "DEVS", Boards(now)),
        "devdetails" when !firmware.IsNewer => Listed(now, 69, "Device Details", "DEVDETAILS", [.. now.Boards.Select((_, slot) => Detail(slot))]),
        "devdetails" => Verdict(now, 'E', 132, "This command is deprecated."),
        "pools" => Listed(now, 7, "1 Pool(s)", "POOLS", Pool(now)),
        _ => null,
    };

    public static JsonObject Verdict(MachineSnapshot now, char letter, int code, JsonNode message) => new()
    {
        ["STATUS"] = letter.ToString(),
        ["When"] = now.At.ToUnixTimeSeconds(),
        ["Code"] = code,
        ["Msg"] = message,
        ["Description"] = "",
    };

    public static JsonObject Message(MachineSnapshot now, JsonNode message) => Verdict(now, 'S', Done, message);

    // Since 2025 the one summary stands where a message would.
    private JsonObject Listed(MachineSnapshot now, int code, string message, string section, params JsonObject[] rows) =>
        firmware.IsNewer && section == "SUMMARY" ? Message(now, rows[0]) : new JsonObject
        {
            ["STATUS"] = new JsonArray(new JsonObject { ["STATUS"] = "S", ["When"] = now.At.ToUnixTimeSeconds(), ["Code"] = code, ["Msg"] = message, ["Description"] = firmware.Description }),
            [section] = new JsonArray([.. rows]),
            ["id"] = 1,
        };

    private JsonObject Status(MachineSnapshot now) => new()
    {
        ["FirmwareVersion"] = firmware.Version,
        ["hash_percent"] = "0",
        ["mineroff"] = now.IsToldToSleep ? "true" : "false",
        ["mineroff_reason"] = now.IsToldToSleep ? "api power_off" : "",
        ["mineroff_time"] = memory.OffSince is { } since ? since.ToString("yyyy-MM-dd HH:mm:ss", null) : "",
        ["power_limit_set"] = ((int)Limit(now)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["power_mode"] = ModeWord(now).ToLowerInvariant(),
        ["power_pct"] = memory.Percent.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private JsonObject Summary(MachineSnapshot now) => new()
    {
        ["Elapsed"] = (long)now.HashingTime.TotalSeconds,
        ["Uptime"] = (long)now.Uptime.TotalSeconds,
        ["MHS av"] = Math.Round(now.MeanHashrateThPerS * MegahashesPerTerahash, 2),
        ["HS RT"] = Math.Round(now.ReportedHashrateThPerS * MegahashesPerTerahash, 2),
        ["Factory GHS"] = (int)(machine.Build.Modes[0].HashrateThPerS * GigahashesPerTerahash),
        ["Accepted"] = now.AcceptedShares,
        ["Rejected"] = now.RejectedShares,
        ["Power"] = (int)Math.Round(now.ReportedWatts),
        ["Power Limit"] = (int)Limit(now),
        ["Power Mode"] = ModeWord(now),
        ["Hash Stable"] = firmware.IsNewer ? (now.Phase == MachinePhase.Hashing ? "true" : "false") : now.Phase == MachinePhase.Hashing,
        ["Upfreq Complete"] = now.Phase == MachinePhase.Hashing ? 1 : 0,
        ["Target Freq"] = now.IsMining() ? 600 : 0,
        ["Env Temp"] = 28.5,
        ["Chip Temp Min"] = now.ChipCelsius.IsEmpty ? 0 : Math.Round(now.ChipCelsius.Min(), 1),
        ["Chip Temp Max"] = now.ChipCelsius.Hottest() ?? 0,
        ["Chip Temp Avg"] = now.ChipCelsius.IsEmpty ? 0 : Math.Round(now.ChipCelsius.Average(), 1),
        ["Fan Speed In"] = now.FanRpm.FirstOrDefault(),
        ["Fan Speed Out"] = now.FanRpm.LastOrDefault(),
        ["MAC"] = machine.Identity.Mac,
    };

    public double Limit(MachineSnapshot now) => memory.LimitWatts ?? machine.Build.ModeWatts(now.Mode);

    private static string ModeWord(MachineSnapshot now) => now.Mode.ToString();

    private JsonObject[] Boards(MachineSnapshot now)
    {
        // Boards of newer firmware say MHS and mean TH/s.
        var share = now.ReportedHashrateThPerS / Math.Max(1, now.WorkingBoards()) * (firmware.IsNewer ? 1 : MegahashesPerTerahash);
        var factory = machine.Build.Modes[0].HashrateThPerS * GigahashesPerTerahash / machine.Build.Boards;
        return [.. now.ChipCelsius.Select((celsius, slot) => new JsonObject
        {
            ["ASC"] = slot,
            ["Slot"] = slot,
            ["Enabled"] = "Y",
            ["Status"] = now.IsMining() ? "Alive" : "Initialising",
            ["Chip Frequency"] = now.IsMining() ? 600 : 0,
            ["MHS av"] = Math.Round(share, 2),
            ["HS RT"] = Math.Round(share, 2),
            ["Factory GHS"] = (int)factory,
            ["Effective Chips"] = now.IsMining() ? 135 : 0,
            ["Chip Temp Max"] = Math.Round(celsius, 1),
            ["Upfreq Complete"] = now.Phase == MachinePhase.Hashing ? 1 : 0,
        })];
    }

    private JsonObject Detail(int slot) => new()
    {
        ["DEVDETAILS"] = slot,
        ["Name"] = "SM",
        ["ID"] = slot,
        ["Driver"] = "bitmicro",
        ["Kernel"] = "",
        ["Model"] = machine.Build.Model,
    };

    private static JsonObject Supply(MachineSnapshot now) => new()
    {
        ["name"] = "P221B",
        ["model"] = "P221B",
        ["enable"] = now.IsMining() ? "1" : "0",
        ["vin"] = "23000",
        ["iin"] = ((int)(now.ReportedWatts / 230 * 1000)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["pin"] = ((int)now.ReportedWatts).ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["fan_speed"] = "6000",
    };

    private static JsonArray Errors(MachineSnapshot now) =>
    [
        .. Faults(now).Select(code => new JsonObject { [code] = now.At.ToString("yyyy-MM-dd HH:mm:ss", null) }),
    ];

    /// <summary>The maker's numbers for what is wrong: slot not found, pool cannot be reached.</summary>
    public static IEnumerable<string> Faults(MachineSnapshot now)
    {
        foreach (var slot in Enumerable.Range(0, now.Boards.Length).Where(slot => !now.Boards[slot]))
        {
            yield return $"53{slot}";
        }

        if (!now.IsPoolAlive)
        {
            yield return "2020";
        }
    }

    private JsonObject Pool(MachineSnapshot now) => new()
    {
        ["POOL"] = 1,
        ["URL"] = "stratum+tcp://pool.invalid:3333",
        ["Status"] = now.IsPoolAlive ? "Alive" : "Dead",
        ["Priority"] = 0,
        ["User"] = machine.Build.Worker,
        ["Accepted"] = now.AcceptedShares,
        ["Rejected"] = now.RejectedShares,
        ["Stratum Active"] = now.IsPoolAlive,
    };
}
