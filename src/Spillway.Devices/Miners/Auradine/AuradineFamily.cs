using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.Auradine;

/// <summary>Auradine Teraflux: cgminer-like reports, and REST answers in the same envelope.</summary>
internal sealed class AuradineFamily : IMinerFamily
{
    public string Name => "auradine";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Says("GCMINER", "FLUXOS") ? Certainty.Certain
        : answers.Sections("Mode").Any(mode => mode.Child("Sleep") is not null) || answers.Sections("PSU").Any(psu => psu.Child("PowerIn") is not null)
            || answers.Sections("Temperature").Any(one => one.Child("ChipTemp") is not null)
            ? Certainty.Likely
            : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var (power, grade) = Power(answers);
        var led = answers.Sections("LED").ToList();
        return new()
        {
            Model = CgminerFields.Text(answers.Sections("IPReport"), "model"),
            Firmware = CgminerFields.Text(answers.Sections("IPReport"), "version") ?? CgminerFields.Version(answers, "GCMiner"),
            Mac = Quantities.Mac(CgminerFields.Text(answers.Sections("IPReport"), "mac")),
            Mode = Mode(answers),
            Hashrate = CgminerFields.Hashrate(answers),
            Power = power,
            PowerGrade = grade,
            HottestCelsius = Quantities.HottestOf(answers.Sections("Temperature")
                .SelectMany(board => board.Items("ChipTemp").Concat(board.Items("BoardTemp")))
                .Concat(answers.Sections("DEVS")).Select(sensor => sensor.Number("Temperature"))),
            FanRpm = Quantities.Fans(answers.Sections("Fan").Select(fan => fan.Number("Speed"))),
            UptimeSeconds = CgminerFields.Elapsed(answers),
            Pools = CgminerFields.Pools(answers),
            Faults = led.Count == 0 ? null : [.. led.Select(one => one.Text("Msg")).OfType<string>().Where(words => words != "Normal")],
        };
    }

    private static MinerMode Mode(MinerAnswers answers)
    {
        var modes = answers.Sections("Mode").ToList();
        return modes.Any(mode => mode.Flag("Sleep") == true) ? MinerMode.Sleep : CgminerFields.Text(modes, "Mode")?.ToLowerInvariant() switch
        {
            "eco" => MinerMode.Low,
            "normal" or "custom" => MinerMode.Normal,
            "turbo" => MinerMode.High,
            _ => MinerMode.Unknown,
        };
    }

    private static (Watts? Power, PowerGrade Grade) Power(MinerAnswers answers)
    {
        var supplies = answers.Sections("PSU").Select(psu => psu.Watts("PowerIn")).OfType<decimal>().ToList();
        return supplies.Count > 0
            ? Quantities.Graded(supplies.Sum(), PowerGrade.Measured)
            : Quantities.Graded(CgminerFields.Watts(answers.Sections("Mode"), "Power"), PowerGrade.Nameplate);
    }
}
