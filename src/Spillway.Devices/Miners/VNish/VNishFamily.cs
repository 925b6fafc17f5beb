using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Bmminer;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.VNish;

/// <summary>VNish, also called AnthillOS: REST under <c>/api/v1</c>, and a 4028 that knows some reports.</summary>
internal sealed class VNishFamily : IMinerFamily
{
    private static readonly string[] _sensors = ["chip_temp", "pcb_temp"];

    // A device may send a name of a million signs: one that never looks twice at a sign is done with it in milliseconds.
    private static readonly Regex _version = new(@"\(vnish\s+([^)]*)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public string Name => "vnish";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Says("VNISH") || answers.Texts.Any(text => text.Contains("AnthillOS", StringComparison.Ordinal))
        || Miners(answers).Any(miner => miner.Text("miner_type") is { } type && type.Contains("vnish", StringComparison.OrdinalIgnoreCase))
            ? Certainty.Certain
            : answers.Objects.Any(one => one.Text("miner_state") is not null || one.Child("preset_switcher") is not null) || Miners(answers).Any(miner => miner.Child("miner_status") is not null)
                ? Certainty.Likely
                : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var stats = new BmminerStats(answers);
        var (power, grade) = Power(answers, stats);
        var type = CgminerFields.Text(Miners(answers), "miner_type") ?? stats.Type;
        var named = answers.Objects.Where(one => one.Text("fw_name") is not null).ToList();
        return new()
        {
            Model = CgminerFields.Text(named, "miner") ?? (type is null ? null : _version.Replace(type, "").Trim().OrNull()),
            Firmware = CgminerFields.Text(named, "fw_version") ?? (type is not null && _version.Match(type) is { Success: true } found ? found.Groups[1].Value.Trim().OrNull() : null),
            Mac = Quantities.Mac(CgminerFields.Text(answers.At("system", "network_status"), "mac")),
            Mode = Mode(answers),
            Hashrate = Quantities.FromTera(CgminerFields.Number(Miners(answers), "instant_hashrate"))
                ?? Quantities.FromGiga(CgminerFields.Number(Miners(answers), "hr_realtime")) ?? stats.Hashrate,
            Power = power,
            PowerGrade = grade,
            HottestCelsius = Hottest(answers) ?? stats.Hottest,
            FanRpm = Quantities.Fans(Miners(answers).SelectMany(miner => miner.At("cooling") is { } cooling ? cooling.Items("fans") : []).Select(fan => fan.Number("rpm"))) ?? stats.Fans,
            UptimeSeconds = CgminerFields.Elapsed(answers) ?? Quantities.Seconds(CgminerFields.Number(States(answers), "miner_state_time")),
            Pools = CgminerFields.Pools(answers) ?? WebPools(answers),
            Faults = Faults(answers),
        };
    }

    private static IEnumerable<JsonElement> Miners(MinerAnswers answers) => answers.At("miner").Where(one => one.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> States(MinerAnswers answers) =>
        answers.Objects.Concat(Miners(answers).SelectMany(miner => miner.Items("miner_status")));

    // A stopped machine may keep old numbers in its summary: only the state says it.
    private static MinerMode Mode(MinerAnswers answers) =>
        (CgminerFields.Text(States(answers), "miner_state") ?? CgminerFields.Text(answers.Sections("STATS"), "state")) switch
        {
            "mining" or "auto-tuning" => MinerMode.Normal,
            "stopped" or "shutting-down" or "paused" => MinerMode.Sleep,
            _ => MinerMode.Unknown,
        };

    private static (Watts? Power, PowerGrade Grade) Power(MinerAnswers answers, BmminerStats stats)
    {
        foreach (var miner in Miners(answers))
        {
            if (Quantities.Power(miner.Watts("power_consumption", "power_usage")) is { } watts)
            {
                return (watts, miner.At("psu")?.Flag("psu_power_metering") == true ? PowerGrade.Measured : PowerGrade.Estimated);
            }
        }

        return (stats.Power, stats.Power is null ? PowerGrade.None : PowerGrade.Estimated);
    }

    private static decimal? Hottest(MinerAnswers answers) => Quantities.HottestOf(
        from miner in Miners(answers)
        from one in miner.Items("chains").Append(miner)
        from name in _sensors
        select one.At(name)?.Number("max"));

    private static ImmutableArray<PoolReading>? WebPools(MinerAnswers answers)
    {
        var pools = Miners(answers).SelectMany(miner => miner.Items("pools")).ToList();
        return pools.Count == 0 ? null : [.. pools.Select(pool => new PoolReading(pool.Text("url") ?? "", pool.Text("user"), pool.Text("status")))];
    }

    private static ImmutableArray<string>? Faults(MinerAnswers answers)
    {
        var chains = Miners(answers).SelectMany(miner => miner.Items("chains")).ToList();
        var states = States(answers).Where(state => state.Text("miner_state") is not null).ToList();
        var reports = answers.Sections("STATS").Where(report => report.Text("state") is not null).ToList();
        return chains.Count + states.Count + reports.Count == 0
            ? null
            : [.. states.Where(state => state.Text("miner_state") == "failure").Select(state => state.Text("description", "failure_code") ?? "failure")
                .Concat(chains.Select(chain => chain.At("status")?.Text("description")).OfType<string>())
                .Concat(reports.SelectMany(report => report.Members().Where(member => member.Name.StartsWith("chain_fault", StringComparison.Ordinal)).Select(member => member.Value.AsText()).OfType<string>()))
                .Distinct()];
    }
}
