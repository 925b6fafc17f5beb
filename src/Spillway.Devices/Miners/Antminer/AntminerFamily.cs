using System.Collections.Immutable;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Bmminer;
using Spillway.Devices.Miners.Cgminer;

namespace Spillway.Devices.Miners.Antminer;

/// <summary>Antminer with the maker's firmware: bmminer on S9 and S17, the split front end from 2020 on, and the web answers.</summary>
internal sealed class AntminerFamily : IMinerFamily
{
    private const string PowerLine = "miner power:";

    public string Name => "antminer";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Says("ANTMINER") ? Certainty.Certain
        : answers.Says("BMMINER", "BTM_SOC", "BC50", "cgminer 1.0.0")
            || Configurations(answers).Any()
            || answers.Texts.Any(text => text.Contains("antMiner Configuration", StringComparison.Ordinal) || IsPower(text))
            ? Certainty.Likely
            : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var reading = new BmminerStats(answers).Reading();
        var power = reading.Power ?? Quantities.Power(answers.Texts.Where(IsPower).Select(text => Fields.Watts(text[PowerLine.Length..])).FirstOrDefault());
        return reading with
        {
            Mode = Mode(answers),
            Power = power,
            PowerGrade = power is null ? PowerGrade.None : PowerGrade.Estimated,
            Pools = CgminerFields.Pools(answers) ?? ConfiguredPools(answers),
        };
    }

    // 2 is the high-efficiency mode and 3 the low-power one; the mode that runs is believed before the one that is set.
    private static MinerMode Mode(MinerAnswers answers) =>
        (CgminerFields.Number(answers.Sections("STATS"), "miner-mode")
            ?? CgminerFields.Number(answers.Objects, "miner-mode", "bitmain-work-mode")) switch
        {
            0m => MinerMode.Normal,
            1m => MinerMode.Sleep,
            2m or 3m => MinerMode.Low,
            _ => MinerMode.Unknown,
        };

    private static IEnumerable<JsonElement> Configurations(MinerAnswers answers) =>
        answers.Objects.Where(one => one.Names().Any(name => name.StartsWith("bitmain-", StringComparison.Ordinal)));

    private static ImmutableArray<PoolReading>? ConfiguredPools(MinerAnswers answers)
    {
        var pools = Configurations(answers).SelectMany(one => one.Items("pools")).ToList();
        return pools.Count == 0 ? null : [.. pools.Select(pool => new PoolReading(pool.Text("url") ?? "", pool.Text("user"), null))];
    }

    private static bool IsPower(string text) => text.StartsWith(PowerLine, StringComparison.OrdinalIgnoreCase);
}
