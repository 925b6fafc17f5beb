using System.Collections.Immutable;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>WhatsMiner: the older API on 4028 (MH/s), the newer one on 4433 (TH/s), and firmware between the two.</summary>
internal sealed class WhatsMinerFamily : IMinerFamily
{
    private const decimal MegaOrTera = 1000m;

    public string Name => "whatsminer";

    public Certainty Recognise(MinerAnswers answers)
    {
        if (answers.Says("BTMINER", "BITMICRO", "WHATSMINER")
            || answers.Objects.Any(one => one.Child("code") is not null && one.Text("desc") is { } command && (command.StartsWith("get.", StringComparison.Ordinal) || command.StartsWith("set.", StringComparison.Ordinal)))
            || Messages(answers).Any(one => one.Text("fw_ver", "btmineroff", "mineroff") is not null))
        {
            return Certainty.Certain;
        }

        return Summaries(answers).Any(one => one.Number("HS RT") is not null || (one.Number("Factory GHS") is not null && one.Text("Power Mode", "Power") is not null))
            || answers.Sections("DEVS").Any(one => one.Child("Effective Chips") is not null && one.Child("Slot") is not null)
            || Messages(answers).Any(one => one.Child("error_code") is not null || one.Text("ledstat", "minersn", "sw_version") is not null)
            ? Certainty.Likely
            : Certainty.No;
    }

    public MinerReading Read(MinerAnswers answers)
    {
        var (power, grade) = Power(answers);
        var summaries = Summaries(answers).Concat(Newer(answers, "summary")).ToList();
        return new()
        {
            Model = CgminerFields.Text(Messages(answers), "miner_type") ?? CgminerFields.Text(Newer(answers, "miner"), "type")
                ?? CgminerFields.Text(answers.Sections("DEVDETAILS"), "Model"),
            Firmware = (CgminerFields.Text(Messages(answers), "fw_ver") ?? CgminerFields.Text(Newer(answers, "system"), "fwversion")
                ?? CgminerFields.Text(summaries, "Firmware Version") ?? CgminerFields.Text(Messages(answers), "Firmware Version", "FirmwareVersion"))?.Trim('\'').OrNull(),
            Mac = Quantities.Mac(CgminerFields.Text(Messages(answers).Concat(Newer(answers, "network")), "mac") ?? CgminerFields.Text(summaries, "MAC")),
            Mode = Mode(answers, summaries),
            Hashrate = Hashrate(answers),
            Power = power,
            PowerGrade = grade,
            HottestCelsius = Hottest(answers, summaries),
            FanRpm = Quantities.Fans([CgminerFields.Number(summaries, "Fan Speed In", "fan-speed-in"), CgminerFields.Number(summaries, "Fan Speed Out", "fan-speed-out")]),
            UptimeSeconds = Quantities.Seconds(CgminerFields.Number(summaries, "Elapsed", "elapsed", "Uptime", "bootup-time")),
            Pools = Pools(answers),
            Faults = Faults(answers),
        };
    }

    private static IEnumerable<JsonElement> Messages(MinerAnswers answers) => answers.Sections("Msg");

    private static IEnumerable<JsonElement> Newer(MinerAnswers answers, string section) => answers.At("msg", section).Where(one => one.ValueKind == JsonValueKind.Object);

    // Since 2025 the summary stands in the message and not in a list.
    private static IEnumerable<JsonElement> Summaries(MinerAnswers answers) =>
        answers.Sections("SUMMARY").Concat(Messages(answers).Where(one => one.Child("MHS av") is not null || one.Child("HS RT") is not null));

    private static MinerMode Mode(MinerAnswers answers, List<JsonElement> summaries)
    {
        var isOff = Messages(answers).Select(one => one.Flag("mineroff", "btmineroff")).FirstOrDefault(flag => flag is not null)
            ?? !Newer(answers, "miner").Select(one => one.Flag("working")).FirstOrDefault(flag => flag is not null);
        var word = CgminerFields.Text(summaries, "Power Mode") ?? CgminerFields.Text(Messages(answers), "power_mode", "power-mode")
            ?? CgminerFields.Text(answers.Sections("msg"), "power-mode") ?? CgminerFields.Text(Newer(answers, "power"), "mode");
        return isOff == true ? MinerMode.Sleep : word?.ToLowerInvariant() switch
        {
            "low" or "0" => MinerMode.Low,
            "normal" or "1" => MinerMode.Normal,
            "high" or "2" => MinerMode.High,
            _ => MinerMode.Unknown,
        };
    }

    // HS RT says hashes and means MH/s; boards of firmware since 2025 say MHS and mean TH/s.
    private static TerahashesPerSecond? Hashrate(MinerAnswers answers) =>
        Quantities.FromMega(CgminerFields.Number(Summaries(answers), "HS RT", "MHS 5s", "MHS 1m", "MHS 5m", "MHS 15m", "MHS av"))
        ?? Quantities.FromTera(CgminerFields.Number(Newer(answers, "summary"), "hash-realtime", "hash-1min", "hash-15min", "hash-average"))
        ?? Boards(answers);

    private static TerahashesPerSecond? Boards(MinerAnswers answers)
    {
        var older = answers.Sections("DEVS").Select(Board).OfType<decimal>().ToList();
        var newer = answers.At("msg").SelectMany(one => one.Items("edevs")).Select(one => one.Number("hash-realtime", "hash-average")).OfType<decimal>().ToList();
        var boards = older.Count > 0 ? older : newer;
        return boards.Count == 0 ? null : Quantities.FromTera(boards.Sum());
    }

    private static decimal? Board(JsonElement board)
    {
        var rate = board.Number("HS RT", "MHS 5s", "MHS av");
        return rate < MegaOrTera && board.Number("Factory GHS") is > MegaOrTera ? rate : rate / 1_000_000m;
    }

    private static (Watts? Power, PowerGrade Grade) Power(MinerAnswers answers)
    {
        // A power of -1 says that there is none.
        var drawn = Quantities.Power(CgminerFields.Watts(Summaries(answers), "Power")) ?? Quantities.Power(CgminerFields.Watts(Newer(answers, "summary"), "power-realtime", "power-5min"))
            ?? Quantities.Power(CgminerFields.Watts(Messages(answers), "pin")) ?? Quantities.Power(CgminerFields.Watts(Newer(answers, "power"), "pin"));
        if (drawn is not null)
        {
            return (drawn, PowerGrade.Measured);
        }

        var set = Quantities.Power(CgminerFields.Watts(Summaries(answers), "Power Limit") ?? CgminerFields.Watts(Newer(answers, "summary"), "power-limit")
            ?? CgminerFields.Watts(Messages(answers), "power_limit_set") ?? CgminerFields.Watts(Newer(answers, "miner"), "power-limit-set"));
        return (set, set is null ? PowerGrade.None : PowerGrade.Nameplate);
    }

    private static decimal? Hottest(MinerAnswers answers, List<JsonElement> summaries) => Quantities.HottestOf(
        summaries.Concat(answers.Sections("DEVS")).Concat(answers.At("msg").SelectMany(one => one.Items("edevs")))
            .SelectMany(one => new[] { one.Number("Chip Temp Max", "chip-temp-max"), one.Number("Temperature"), one.Number("Chip Temp Avg", "chip-temp-avg") })
            .Concat(summaries.SelectMany(one => one.Numbers("Board Temperature").Concat(one.Numbers("board-temperature")))));

    private static ImmutableArray<PoolReading>? Pools(MinerAnswers answers)
    {
        var newer = answers.At("msg").SelectMany(one => one.Items("pools")).ToList();
        return newer.Count == 0
            ? CgminerFields.Pools(answers)
            : [.. newer.Select(pool => new PoolReading(pool.Text("url") ?? "", pool.Text("account", "user"), pool.Text("status")))];
    }

    private static ImmutableArray<string>? Faults(MinerAnswers answers)
    {
        var lists = Messages(answers).Select(one => one.Child("error_code")).Concat(answers.At("msg").Select(one => one.Child("error-code"))).OfType<JsonElement>().ToList();
        var counted = Summaries(answers).Where(one => one.Child("Error Code Count") is not null).ToList();
        return lists.Count + counted.Count == 0
            ? null
            : [.. lists.SelectMany(list => list.AsItems()).SelectMany(Coded)
                .Concat(counted.SelectMany(one => one.Members().Where(member => IsErrorCode(member.Name)).Select(member => member.Value.AsText()).OfType<string>()))
                .Distinct()];
    }

    private static bool IsErrorCode(string name) =>
        name.StartsWith("Error Code ", StringComparison.Ordinal) && name["Error Code ".Length..].All(char.IsAsciiDigit);

    // {"264":"2026-05-23 09:19:10","reason":"…"}: the number is the name.
    private static IEnumerable<string> Coded(JsonElement error) =>
        error.Members().Where(member => member.Name.Length > 0 && member.Name.All(char.IsAsciiDigit))
            .Select(member => string.Join(' ', new[] { member.Name, member.Value.AsText(), error.Text("reason") }.OfType<string>()));
}
