using System.Text.RegularExpressions;
using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Miners.Bmminer;

/// <summary>Firmware and machines built on bmminer under another name, met by a scan: recognised by that name in the
/// answers, read, never commanded.</summary>
internal sealed class RenamedBmminerFamily(string name, params string[] marks) : IMinerFamily
{
    // "Antminer L3+ (024)", "S19-88 v.2.6.0.39", "Antminer S19JPRO Hiveon": the machine stands in front. A device may send a name of
    // a million signs: one that never looks twice at a sign is done with it in milliseconds.
    private static readonly Regex _noise =
        new(@"(\s*\(.*\)|\s+v\.[\d.]+|\s+Hiveon)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public string Name => name;

    public Certainty Recognise(MinerAnswers answers) => answers.Says(marks) ? Certainty.Certain : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var reading = new BmminerStats(answers).Reading();
        return reading with { Model = reading.Model is { } type ? _noise.Replace(type, "").OrNull() : null };
    }
}
