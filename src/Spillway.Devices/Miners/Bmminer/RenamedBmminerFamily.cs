using System.Text.RegularExpressions;
using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Miners.Bmminer;

/// <summary>Firmware and machines built on bmminer under another name, met by a scan: recognised by that name in the
/// answers, read, never commanded.</summary>
internal sealed partial class RenamedBmminerFamily(string name, params string[] marks) : IMinerFamily
{
    public string Name => name;

    public Certainty Recognise(MinerAnswers answers) => answers.Says(marks) ? Certainty.Certain : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var reading = new BmminerStats(answers).Reading();
        return reading with { Model = reading.Model is { } type ? Noise().Replace(type, "") : null };
    }

    // "Antminer L3+ (024)", "S19-88 v.2.6.0.39", "Antminer S19JPRO Hiveon": the machine stands in front.
    [GeneratedRegex(@"(\s*\(.*\)|\s+v\.[\d.]+|\s+Hiveon)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Noise();
}
