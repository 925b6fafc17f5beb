using System.Collections.Immutable;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.Proto;

/// <summary>The Proto rig: REST answers, each in an object of its own name.</summary>
internal sealed class ProtoFamily : IMinerFamily
{
    public string Name => "proto";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Sections("mining-status").Any() || answers.Sections("system-info").Any() || answers.Sections("cooling-status").Any() || answers.Sections("hardware-info").Any()
        || answers.Texts.Any(text => text.Contains("Proto OS", StringComparison.Ordinal))
            ? Certainty.Certain
            : answers.Sections("network-info").Any() || answers.Sections("hashboards").Any(board => board.At("hashrate", "unit") is not null) ? Certainty.Likely
            : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var status = answers.Sections("mining-status").ToList();
        var (power, grade) = Power(answers, status);
        return new()
        {
            Model = CgminerFields.Text(answers.Sections("system-info"), "product_name", "model"),
            Firmware = CgminerFields.Text(answers.At("system-info", "os"), "version"),
            Mac = Quantities.Mac(CgminerFields.Text(answers.Sections("network-info").Concat(answers.Objects), "mac")),
            Mode = Mode(status),
            Hashrate = Quantities.FromGiga(CgminerFields.Number(status, "hashrate_ghs", "average_hashrate_ghs")) ?? Telemetry(answers),
            Power = power,
            PowerGrade = grade,
            HottestCelsius = Hottest(answers, status),
            FanRpm = Quantities.Fans(answers.Sections("cooling-status").SelectMany(one => one.Items("fans")).Select(fan => fan.Number("rpm"))),
            UptimeSeconds = Quantities.Seconds(CgminerFields.Number(status, "mining_uptime_s", "reboot_uptime_s") ?? CgminerFields.Number(answers.Sections("system-info"), "uptime_seconds")),
            Pools = Pools(answers),
            Faults = Faults(answers, status),
        };
    }

    private static MinerMode Mode(List<JsonElement> status) => CgminerFields.Text(status, "status") switch
    {
        "Mining" or "DegradedMining" => MinerMode.Normal,
        "Stopped" or "Curtailed" or "PoweringOff" => MinerMode.Sleep,
        _ => MinerMode.Unknown,
    };

    // The supplies measure their input; the status repeats it for the whole rig.
    private static (Watts? Power, PowerGrade Grade) Power(MinerAnswers answers, List<JsonElement> status)
    {
        var drawn = Quantities.Power(CgminerFields.Watts(status, "power_usage_watts"))
            ?? Quantities.Power(CgminerFields.Watts(answers.At("miner", "power"), "value"));
        return drawn is not null ? (drawn, PowerGrade.Measured)
            : Quantities.Power(CgminerFields.Watts(status.Concat(answers.Objects), "power_target_watts")) is { } set ? (set, PowerGrade.Nameplate)
            : (null, PowerGrade.None);
    }

    private static TerahashesPerSecond? Telemetry(MinerAnswers answers)
    {
        var rate = answers.At("miner", "hashrate").FirstOrDefault();
        return Quantities.By(rate.Text("unit"), rate.Number("value"));
    }

    private static decimal? Hottest(MinerAnswers answers, List<JsonElement> status) => Quantities.HottestOf(
        status.Select(one => one.Number("average_asic_temp_c", "average_hb_temp_c"))
            .Concat(answers.Sections("hashboards").SelectMany(board => board.Items("temperature")).SelectMany(one => new[] { one.Number("outlet"), one.Number("average") })));

    private static ImmutableArray<PoolReading>? Pools(MinerAnswers answers)
    {
        var pools = answers.Sections("pools").ToList();
        return pools.Count == 0 ? null : [.. pools.Select(pool => new PoolReading(pool.Text("url") ?? "", pool.Text("user", "username"), pool.Text("status", "connection_status")))];
    }

    // The list of errors is bare: an empty list says that all is well.
    private static ImmutableArray<string>? Faults(MinerAnswers answers, List<JsonElement> status)
    {
        var lists = answers.Documents.Where(one => one.ValueKind == JsonValueKind.Array).ToList();
        var isError = CgminerFields.Text(status, "status") == "Error";
        return lists.Count == 0 && !isError
            ? null
            : [.. lists.SelectMany(list => list.AsItems()).Select(error => error.Text("message", "error_code", "code", "source")).OfType<string>().Concat(isError ? ["Error"] : [])];
    }
}
