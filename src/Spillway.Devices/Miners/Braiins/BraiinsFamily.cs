using System.Collections.Immutable;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.Braiins;

/// <summary>Braiins OS: GraphQL up to 25.05, REST from 25.07, and the 4028 reports of all versions.</summary>
internal sealed class BraiinsFamily : IMinerFamily
{
    private static readonly string[] _windows = ["last_5s", "last_15s", "last_30s", "last_1m", "last_5m"];

    public string Name => "braiins";

    public Certainty Recognise(MinerAnswers answers)
    {
        if (answers.Says("BOSMINER", "BOSER") || answers.At("data", "bosminer").Any() || answers.At("data", "bos").Any()
            || answers.Objects.Any(one => one.Child("bos_version") is not null)
            || answers.Texts.Any(text => text.Contains("Braiins OS", StringComparison.Ordinal)))
        {
            return Certainty.Certain;
        }

        return answers.At("power_stats", "approximated_consumption").Any() || answers.Objects.Any(one => one.Child("overall_tuner_state") is not null)
            || answers.Sections("hashboards").Any(board => board.Child("highest_chip_temp") is not null)
            || answers.Sections("fans").Any(fan => fan.Child("target_speed_ratio") is not null)
            || answers.Sections("TUNERSTATUS").Any()
            ? Certainty.Likely
            : Certainty.No;
    }

    public MinerReading Read(MinerAnswers answers)
    {
        var (power, grade) = Power(answers);
        return new()
        {
            Model = Words(answers, ["miner_identity"], "name", "miner_model") ?? Words(answers, ["data", "bosminer", "info"], "modelName"),
            Firmware = Words(answers, ["bos_version"], "current") ?? Words(answers, ["data", "bos", "info", "version"], "full")
                ?? CgminerFields.Version(answers, "BOSer", "BOSminer", "BOSminer+"),
            Mac = Quantities.Mac(CgminerFields.Text(answers.Objects, "mac_address", "macaddr") ?? Listed(answers, "macaddr")),
            Mode = Mode(answers),
            Hashrate = Hashrate(answers),
            Power = power,
            PowerGrade = grade,
            HottestCelsius = Hottest(answers),
            FanRpm = Fans(answers),
            UptimeSeconds = Quantities.Seconds(CgminerFields.Number(answers.Objects, "bosminer_uptime_s", "system_uptime_s", "system_uptime"))
                ?? CgminerFields.Elapsed(answers) ?? Quantities.Seconds(Figure(answers, ["data", "bos", "uptime"], "durationS")),
            Pools = Pools(answers),
            Faults = Faults(answers),
        };
    }

    // 3 paused, 4 suspended by the firmware for heat; both leave the boards without power.
    private static MinerMode Mode(MinerAnswers answers) =>
        answers.Objects.Where(one => one.Child("bos_version") is not null || one.Child("miner_identity") is not null).Select(one => one.Number("status")).FirstOrDefault() switch
        {
            2m => MinerMode.Normal,
            3m or 4m => MinerMode.Sleep,
            _ => MinerMode.Unknown,
        };

    private static TerahashesPerSecond? Hashrate(MinerAnswers answers) =>
        Quantities.FromGiga(answers.At("miner_stats", "real_hashrate").Select(rate => Window(rate)).FirstOrDefault(rate => rate is not null))
        ?? Quantities.FromMega(Figure(answers, ["data", "bosminer", "info", "workSolver", "realHashrate"], "mhs5S", "mhs1M", "mhs5M"))
        ?? CgminerFields.Hashrate(answers)
        ?? Quantities.FromGiga(Sum(answers.Sections("hashboards").Select(board => board.At("stats", "real_hashrate") is { } rate ? Window(rate) : null)))
        ?? Quantities.FromMega(Sum(Solvers(answers).Select(board => board.At("realHashrate") is { } rate ? rate.Number("mhs5S") : null)));

    private static decimal? Window(JsonElement rate) => _windows
        .Select(name => rate.At(name)?.Number("gigahash_per_second")).FirstOrDefault(number => number is not null);

    // The firmware calls its own watts approximated; a limit or target is a setting.
    private static (Watts? Power, PowerGrade Grade) Power(MinerAnswers answers)
    {
        var drawn = Figure(answers, ["power_stats", "approximated_consumption"], "watt")
            ?? Figure(answers, ["data", "bosminer", "info", "summary", "power"], "approxConsumptionW")
            ?? CgminerFields.Watts(answers.Sections("TUNERSTATUS"), "ApproximateMinerPowerConsumption");
        if (Quantities.Power(drawn) is { } estimate)
        {
            return (estimate, PowerGrade.Estimated);
        }

        var set = Figure(answers, ["data", "bosminer", "info", "summary", "power"], "limitW")
            ?? Figure(answers, ["mode_state", "powertargetmodestate", "current_target"], "watt")
            ?? Figure(answers, ["tuner", "power_target"], "watt")
            ?? CgminerFields.Watts(answers.Sections("TUNERSTATUS"), "PowerLimit");
        return Quantities.Power(set) is { } limit ? (limit, PowerGrade.Nameplate) : (null, PowerGrade.None);
    }

    private static decimal? Hottest(MinerAnswers answers) => Quantities.HottestOf(
        answers.Sections("hashboards").SelectMany(board => new[] { board.At("highest_chip_temp", "temperature"), board.At("board_temp") })
            .Concat(answers.At("highest_temperature", "temperature").Select(one => (JsonElement?)one))
            .Select(one => one?.Number("degree_c"))
            .Concat(Solvers(answers).SelectMany(board => board.Items("temperatures")).Select(one => one.Number("degreesC")))
            .Concat(answers.Sections("TEMPS").SelectMany(one => new[] { one.Number("Board"), one.Number("Chip") })));

    private static ImmutableArray<int>? Fans(MinerAnswers answers) =>
        Quantities.Fans(answers.Sections("fans").Select(fan => fan.Number("rpm")))
        ?? Quantities.Fans(answers.At("data", "bosminer", "info").SelectMany(one => one.Items("fans")).Select(fan => fan.Number("rpm")))
        ?? Quantities.Fans(answers.Sections("FANS").Select(fan => fan.Number("RPM")));

    private static ImmutableArray<PoolReading>? Pools(MinerAnswers answers)
    {
        var groups = answers.At("data", "bosminer", "info").SelectMany(one => one.Items("poolGroups"))
            .Concat(answers.Documents.Where(one => one.ValueKind == JsonValueKind.Array).SelectMany(one => one.AsItems()));
        var pools = groups.SelectMany(group => group.Items("pools")).ToList();
        return pools.Count == 0
            ? CgminerFields.Pools(answers)
            : [.. pools.Select(pool => new PoolReading(pool.Text("url") ?? "", pool.Text("user"), pool.Text("status") ?? Alive(pool.Flag("alive"))))];
    }

    private static string? Alive(bool? alive) => alive switch { true => "alive", false => "dead", _ => null };

    // The list holds every message since the start, the same one often.
    private static ImmutableArray<string>? Faults(MinerAnswers answers) =>
        answers.Objects.Any(one => one.Child("errors") is { ValueKind: JsonValueKind.Array })
            ? [.. answers.Sections("errors").Select(error => error.Text("message")).OfType<string>().Distinct()]
            : null;

    private static IEnumerable<JsonElement> Solvers(MinerAnswers answers) =>
        answers.At("data", "bosminer", "info", "workSolver").SelectMany(one => one.Items("childSolvers"));

    private static string? Listed(MinerAnswers answers, string name) =>
        CgminerFields.Text(answers.Documents.Where(one => one.ValueKind == JsonValueKind.Array).SelectMany(one => one.AsItems()), name);

    private static decimal? Figure(MinerAnswers answers, string[] path, params string[] names) => CgminerFields.Number(answers.At(path), names);

    private static string? Words(MinerAnswers answers, string[] path, params string[] names) => CgminerFields.Text(answers.At(path), names);

    private static decimal? Sum(IEnumerable<decimal?> numbers)
    {
        var known = numbers.OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }
}
