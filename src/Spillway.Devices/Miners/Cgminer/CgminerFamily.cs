using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Bmminer;

namespace Spillway.Devices.Miners.Cgminer;

/// <summary>Any other program that speaks cgminer's language: read where it can be, never commanded.</summary>
internal sealed class CgminerFamily : IMinerFamily
{
    public string Name => "cgminer";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Sections("STATUS").Any(status => status.Text("STATUS") is not null && (status.Text("Description") is not null || status.Number("Code") is not null))
        || answers.Sections("SUMMARY").Any(summary => summary.Number("Elapsed", "MHS av", "GHS av") is not null)
            ? Certainty.Likely
            : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var stats = new BmminerStats(answers);
        return stats.Reading() with
        {
            Model = stats.Type ?? CgminerFields.Version(answers, "Model", "PROD"),
            Firmware = CgminerFields.Version(answers, "CGMiner", "BMMiner") ?? CgminerFields.Text(answers.Sections("STATUS"), "Description"),
        };
    }
}
