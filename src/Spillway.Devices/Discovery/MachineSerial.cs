using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Discovery;

/// <summary>The serial number of the control board or the whole machine; those of hash boards and supplies move with them and
/// are left out.</summary>
internal static class MachineSerial
{
    private const int FewestLetters = 4;

    public static string? Of(MinerAnswers answers) => Candidates(answers).OfType<string>().FirstOrDefault(IsOne);

    private static IEnumerable<string?> Candidates(MinerAnswers answers)
    {
        foreach (var message in answers.Sections("Msg"))
        {
            yield return message.Text("minersn");
        }

        foreach (var version in answers.Sections("VERSION"))
        {
            yield return version.Text("DNA");
        }

        foreach (var configuration in answers.Sections("CONFIG"))
        {
            yield return configuration.Text("SerialNumber");
        }

        foreach (var report in answers.Sections("IPReport"))
        {
            yield return report.Text("SerialNo");
        }

        foreach (var top in answers.Objects)
        {
            yield return top.At("msg", "miner")?.Text("miner-sn");
            yield return top.At("system-info")?.Text("cb_sn");
            yield return top.At("Control Board Version")?.Text("cpuSerial");
            yield return top.Text("serinum", "serial_no", "serial", "serial_number");
        }
    }

    // What firmware prints where it knows none: N/A, zeros, blanks.
    private static bool IsOne(string text) =>
        text.Length >= FewestLetters && text.Any(letter => char.IsAsciiLetterOrDigit(letter) && letter != '0');
}
