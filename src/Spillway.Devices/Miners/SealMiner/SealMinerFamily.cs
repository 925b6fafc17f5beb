using System.Collections.Immutable;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.SealMiner;

/// <summary>SealMiner of Bitdeer: bdminer's reports, with one wide record of statistics.</summary>
internal sealed class SealMinerFamily : IMinerFamily
{
    private const int Most = 16;

    private static readonly string[] _resting = ["sleep", "suspend", "standby", "idle"];

    public string Name => "sealminer";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Says("BDMINER", "SEALMINER") || answers.Sections("STATS").Any(one => one.Child("MHS(Sample)") is not null) ? Certainty.Certain
        : answers.Objects.Any(one => one.Child("miningMode") is not null) || answers.Texts.Any(text => text.Contains("amazeui", StringComparison.Ordinal)) ? Certainty.Likely
        : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var stats = answers.Sections("STATS").ToList();
        var power = Power(answers, stats);
        return new()
        {
            Model = (CgminerFields.Text(stats, "Model") ?? CgminerFields.Text(answers.Objects, "miner_type")) is { } own ? $"SealMiner {own}" : null,
            Firmware = CgminerFields.Text(stats, "Firmware") ?? CgminerFields.Text(answers.Objects, "firmware_version"),
            Mac = Quantities.Mac(CgminerFields.Text(stats, "MAC") ?? CgminerFields.Text(answers.Objects, "macaddr")),
            Mode = Mode(answers, stats),
            Hashrate = Quantities.FromMega(CgminerFields.Number(stats, "MHS(30s)", "MHS(1m)", "MHS(Sample)", "MHS(2m)", "MHS(5m)")) ?? CgminerFields.Hashrate(answers),
            Power = power,
            PowerGrade = power is null ? PowerGrade.None : PowerGrade.Measured,
            HottestCelsius = Quantities.HottestOf(stats.SelectMany(Temperatures)),
            FanRpm = Quantities.Fans(stats.SelectMany(one => Enumerable.Range(0, Most).Select(index => one.Number($"{index} Speed")))),
            UptimeSeconds = CgminerFields.Elapsed(answers),
            Pools = CgminerFields.Pools(answers),
            Faults = Faults(stats),
        };
    }

    // The numbers are those of get_system_info's own table: 0 low, 2 normal, 3 high performance, 5 custom.
    private static MinerMode Mode(MinerAnswers answers, List<JsonElement> stats)
    {
        var state = CgminerFields.Text(stats, "PM State") ?? "";
        if (_resting.Any(word => state.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return MinerMode.Sleep;
        }

        return (CgminerFields.Text(stats, "Mining Mode") ?? CgminerFields.Text(answers.Objects, "miningMode"))?.ToLowerInvariant() switch
        {
            "0" => MinerMode.Low,
            "2" or "normal" => MinerMode.Normal,
            "3" => MinerMode.High,
            { } word when word.Contains("low", StringComparison.Ordinal) => MinerMode.Low,
            { } word when word.Contains("high", StringComparison.Ordinal) => MinerMode.High,
            { } word when word.Contains("sleep", StringComparison.Ordinal) => MinerMode.Sleep,
            _ => MinerMode.Unknown,
        };
    }

    private static Watts? Power(MinerAnswers answers, List<JsonElement> stats) => Quantities.Power(
        CgminerFields.Watts(stats, "PSU Input Power")
        ?? answers.Objects.Where(one => one.Child("StatusCode") is not null).Select(one => one.Watts("Power")).FirstOrDefault());

    private static IEnumerable<decimal?> Temperatures(JsonElement stats) =>
        (from board in Enumerable.Range(0, Most)
         from sensor in Enumerable.Range(0, Most)
         select stats.Number($"{board} Temp {sensor}")).Append(stats.Number("Temp"));

    private static ImmutableArray<string>? Faults(List<JsonElement> stats)
    {
        var told = stats.Where(one => one.Child("Error Code") is not null || one.Child("PSU Error") is not null).ToList();
        return told.Count == 0
            ? null
            : [.. told.SelectMany(one => new[] { one.Text("Error Code"), one.Text("PSU Error") is { } psu && psu.Any(sign => sign is not ('0' or 'x')) ? $"PSU {psu}" : null }).OfType<string>()];
    }
}
