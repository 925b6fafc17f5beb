using System.Collections.Immutable;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Bmminer;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.LuxOs;

/// <summary>LuxOS: everything over its own extension of the cgminer language.</summary>
internal sealed class LuxOsFamily : IMinerFamily
{
    private static readonly string[] _sensors = ["TopLeft", "TopRight", "BottomLeft", "BottomRight", "Board", "Chip"];

    public string Name => "luxos";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Says("LUXMINER") || answers.Texts.Any(text => text.Contains("Luxor Firmware", StringComparison.Ordinal))
            ? Certainty.Certain
            : answers.Sections("CONFIG").Any(config => config.Text("CurtailMode") is not null) ? Certainty.Likely : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var stats = new BmminerStats(answers);
        var (power, grade) = Power(answers);
        return new()
        {
            Model = CgminerFields.Text(answers.Sections("CONFIG"), "Model") ?? stats.Type,
            Firmware = CgminerFields.Version(answers, "LUXminer") ?? Described(answers),
            Mac = Quantities.Mac(CgminerFields.Text(answers.Sections("CONFIG"), "MACAddr")),
            Mode = Mode(answers),
            Hashrate = Quantities.FromGiga(CgminerFields.Number(answers.Sections("SUMMARY"), "GHS 5s", "GHS 1m", "GHS 5m", "GHS av")) ?? stats.Hashrate,
            Power = power,
            PowerGrade = grade,
            HottestCelsius = Hottest(answers) ?? stats.Hottest,
            FanRpm = Quantities.Fans(answers.Sections("FANS").Select(fan => fan.Number("RPM"))) ?? stats.Fans,
            UptimeSeconds = CgminerFields.Elapsed(answers),
            Pools = CgminerFields.Pools(answers),
            Faults = Faults(answers),
        };
    }

    // The curtailed state has had several spellings; whatever is not "None" is one of them.
    private static MinerMode Mode(MinerAnswers answers)
    {
        var config = answers.Sections("CONFIG").ToList();
        var curtailed = CgminerFields.Text(config, "CurtailMode");
        if ((curtailed is not null && !curtailed.Equals("None", StringComparison.OrdinalIgnoreCase)) || config.Any(one => one.Flag("IsPowerSupplyOn") == false))
        {
            return MinerMode.Sleep;
        }

        return curtailed is null ? MinerMode.Unknown : MinerMode.Normal;
    }

    private static (Watts? Power, PowerGrade Grade) Power(MinerAnswers answers)
    {
        foreach (var one in answers.Sections("POWER"))
        {
            if (Quantities.Power(one.Watts("Watts")) is { } watts)
            {
                return (watts, one.Flag("PSU") == true ? PowerGrade.Measured : PowerGrade.Estimated);
            }
        }

        var active = CgminerFields.Text(answers.Sections("CONFIG"), "Profile");
        var profile = answers.Sections("PROFILES").Where(one => active is not null && one.Text("Profile Name") == active).ToList();
        return Quantities.Power(CgminerFields.Watts(profile, "Watts")) is { } set ? (set, PowerGrade.Nameplate) : (null, PowerGrade.None);
    }

    private static decimal? Hottest(MinerAnswers answers) => Quantities.HottestOf(
        answers.Sections("TEMPS").SelectMany(board => _sensors.Select(name => board.Number(name)))
            .Concat(answers.Sections("DEVS").Select(device => device.Number("Temperature"))));

    private static string? Described(MinerAnswers answers) =>
        CgminerFields.Text(answers.Sections("STATUS"), "Description") is { } text && text.StartsWith("LUXminer ", StringComparison.OrdinalIgnoreCase)
            ? text["LUXminer ".Length..]
            : null;

    private static ImmutableArray<string>? Faults(MinerAnswers answers) =>
        answers.Objects.Any(one => one.Child("EVENTS") is not null)
            ? [.. answers.Sections("EVENTS").Select(one => string.Join(": ", new[] { one.Text("Code"), one.Text("Description") }.OfType<string>()))]
            : null;
}
