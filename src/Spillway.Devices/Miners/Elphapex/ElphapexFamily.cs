using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Bmminer;
using Spillway.Devices.Miners.Cgminer;

namespace Spillway.Devices.Miners.Elphapex;

/// <summary>Elphapex (scrypt): Antminer-like web answers under its own names; read, never commanded.</summary>
internal sealed class ElphapexFamily : IMinerFamily
{
    public string Name => "elphapex";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Sections("INFO").Any(one => one.Child("dev_sn") is not null && one.Child("hw_version") is not null)
        || answers.Objects.Any(one => one.Child("fc-work-mode") is not null || one.Text("minertype")?.StartsWith("DG", StringComparison.Ordinal) == true)
        || answers.Texts.Any(text => text.Contains("Daoge", StringComparison.Ordinal))
            ? Certainty.Certain
            : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        // The supply says what it puts out, which is less than what the wall gives.
        var power = Quantities.Power(CgminerFields.Watts(answers.Objects, "power_output"));
        return new BmminerStats(answers).Reading() with
        {
            Firmware = CgminerFields.Text(answers.Sections("INFO"), "miner_version") ?? CgminerFields.Text(answers.Objects, "system_filesystem_version"),
            Mode = CgminerFields.Number(answers.Objects, "fc-work-mode") switch { 0m => MinerMode.Normal, 1m => MinerMode.Sleep, _ => MinerMode.Unknown },
            Power = power,
            PowerGrade = power is null ? PowerGrade.None : PowerGrade.Estimated,
        };
    }
}
