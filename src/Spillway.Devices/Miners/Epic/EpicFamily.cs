using System.Collections.Immutable;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.Epic;

/// <summary>ePIC's control board firmware: REST on port 4028.</summary>
internal sealed class EpicFamily : IMinerFamily
{
    public string Name => "epic";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Objects.Any(one => one.Text("Software")?.StartsWith("PowerPlay", StringComparison.Ordinal) == true)
        || answers.At("Status", "Operating State").Any()
        || answers.Texts.Any(text => text.Contains("Miner Web Dashboard", StringComparison.Ordinal))
            ? Certainty.Certain
            : answers.Sections("Session").Any(session => session.Child("Average MHs") is not null) || answers.Objects.Any(one => one.Child("Power Supply Stats") is not null || one.Child("Tune Presets") is not null)
                ? Certainty.Likely
                : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var (power, grade) = Power(answers);
        return new()
        {
            Model = CgminerFields.Text(answers.Objects, "Model"),
            Firmware = CgminerFields.Text(answers.Objects, "Software"),
            Mac = Quantities.Mac(CgminerFields.Text(answers.Sections("dhcp").Concat(answers.Sections("static")).Concat(answers.Objects), "mac_address")),
            Mode = Mode(answers),
            Hashrate = Hashrate(answers),
            Power = power,
            PowerGrade = grade,
            HottestCelsius = Quantities.HottestOf(answers.Sections("HBs").Select(board => board.Number("Temperature")).Concat(BoardSensors(answers))),
            FanRpm = Fans(answers),
            UptimeSeconds = Quantities.Seconds(CgminerFields.Number(answers.Sections("Session"), "Uptime")),
            Pools = Pools(answers),
            Faults = answers.Sections("Status").Any() ? [.. answers.Sections("Status").Select(status => status.Text("Last Error")).OfType<string>()] : null,
        };
    }

    private static MinerMode Mode(MinerAnswers answers) => CgminerFields.Text(answers.Sections("Status"), "Operating State") switch
    {
        "Mining" or "AdjustingClockVoltage" => MinerMode.Normal,
        "Idling" => MinerMode.Sleep,
        _ => MinerMode.Unknown,
    };

    // The boards' own rates are of now; the session's is an average since its start.
    private static TerahashesPerSecond? Hashrate(MinerAnswers answers)
    {
        var boards = answers.Sections("HBs").Select(board => board.Child("Hashrate") is { ValueKind: JsonValueKind.Array } rate ? rate.EnumerateArray().FirstOrDefault().AsNumber() : null)
            .OfType<decimal>().ToList();
        return Quantities.FromMega(boards.Count > 0 ? boards.Sum() : CgminerFields.Number(answers.Sections("Session"), "Average MHs"));
    }

    private static (Watts? Power, PowerGrade Grade) Power(MinerAnswers answers)
    {
        // A supply that cannot measure says zero; of a machine that idles, zero is believed.
        if (CgminerFields.Watts(answers.Sections("Power Supply Stats"), "Input Power") is { } drawn && (drawn > 0m || Mode(answers) == MinerMode.Sleep))
        {
            return Quantities.Graded(drawn, PowerGrade.Measured);
        }

        var boards = answers.Sections("HBs").Select(board => board.Watts("Input Power")).OfType<decimal>().Sum();
        return boards > 0m
            ? Quantities.Graded(boards, PowerGrade.Estimated)
            : Quantities.Graded(CgminerFields.Watts(answers.Sections("PresetInfo"), "Target Power"), PowerGrade.Nameplate);
    }

    // /temps is a list of boards, each with its sensors; /voltages and /temps/chip have the same shape, and longer lists.
    private static IEnumerable<decimal?> BoardSensors(MinerAnswers answers) =>
        from list in answers.Documents
        where list.ValueKind == JsonValueKind.Array
        from board in list.AsItems()
        where board.Child("Total") is not null && board.Child("Data") is { ValueKind: JsonValueKind.Array } && board.Child("Data")!.Value.GetArrayLength() <= 8
        from sensor in board.Child("Data")!.Value.EnumerateArray()
        select sensor.AsNumber();

    private static ImmutableArray<int>? Fans(MinerAnswers answers) => Quantities.Fans(
        answers.Sections("Fans Rpm").SelectMany(fans => fans.Members().OrderBy(member => member.Name.Length).ThenBy(member => member.Name, StringComparer.Ordinal).Select(member => member.Value.AsNumber())));

    private static ImmutableArray<PoolReading>? Pools(MinerAnswers answers)
    {
        var set = answers.Sections("StratumConfigs").ToList();
        return set.Count == 0 ? null : [.. set.Select(pool => new PoolReading(pool.Text("pool") ?? "", pool.Text("login"), null))];
    }
}
