using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.Avalon;

/// <summary>Avalon: cgminer in both dialects around a report of bracketed fields.</summary>
internal sealed partial class AvalonFamily : IMinerFamily
{
    private const int MostFans = 8;

    // Watts at the wall for watts to the boards, where the supply does not say its input: the maker's manual.
    private const decimal SupplyEfficiency = 0.92m;

    private static readonly string[] _sensors = ["TMax", "OTemp", "HBTemp", "HBITemp", "HBOTemp"];

    private static readonly string[] _states = ["FanErr", "POWS", "COMCRC", "PCOMM_E"];

    public string Name => "avalon";

    public Certainty Recognise(MinerAnswers answers) =>
        answers.Says("AVALON", "AVA10", "AVANANO") || Report(answers) is not null || answers.Texts.Any(text => text.Contains("Avalon", StringComparison.Ordinal))
            ? Certainty.Certain
            : answers.Sections("VERSION").Any(version => version.Text("SWTYPE")?.StartsWith("MM", StringComparison.Ordinal) == true) ? Certainty.Certain : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var report = Report(answers) ?? new BracketReport("");
        var (power, grade) = Power(report);
        var (model, firmware) = Named(answers, report);
        return new()
        {
            Model = model,
            Firmware = firmware,
            Mac = Quantities.Mac(CgminerFields.Version(answers, "MAC")),
            Mode = Mode(report, model ?? ""),
            Hashrate = Quantities.FromGiga(report.Number("GHSspd")) ?? CgminerFields.Hashrate(answers) ?? Quantities.FromGiga(report.Number("GHSavg")),
            Power = power,
            PowerGrade = grade,
            HottestCelsius = Quantities.HottestOf(report.Numbers("MTmax").Select(one => (decimal?)one)
                .Concat(_sensors.Select(report.Number))),
            FanRpm = Quantities.Fans(Enumerable.Range(1, MostFans).Select(index => report.Number($"Fan{index}"))),
            UptimeSeconds = Quantities.Seconds(report.Number("Elapsed")) ?? CgminerFields.Elapsed(answers),
            Pools = CgminerFields.Pools(answers),
            Faults = Faults(report),
        };
    }

    // The full report is better than the light one, which is better than none.
    private static BracketReport? Report(MinerAnswers answers)
    {
        var text = answers.Sections("STATS").SelectMany(stats => stats.Members().Where(member => member.Name.StartsWith("MM ID", StringComparison.Ordinal)).Select(member => member.Value.AsText()))
            .OfType<string>().OrderByDescending(one => one.Length).FirstOrDefault();
        return text is null ? null : new BracketReport(text);
    }

    private static (string? Model, string? Firmware) Named(MinerAnswers answers, BracketReport report)
    {
        var product = CgminerFields.Version(answers, "PROD");
        var version = VersionText().Match(report.Text("Ver") ?? "");
        var own = version.Success ? version.Groups["model"].Value : null;
        var firmware = version.Success ? version.Groups["firmware"].Value : CgminerFields.Version(answers, "LVERSION", "VERSION", "CGVERSION");

        // "AvalonMiner 10xx" names a series; the report names the machine.
        var isSeries = product is null || product.Contains("xx", StringComparison.OrdinalIgnoreCase);
        return (!isSeries || own is null ? product : char.IsAsciiDigit(own[0]) ? $"AvalonMiner {own}" : $"Avalon {own}", firmware);
    }

    private static MinerMode Mode(BracketReport report, string model)
    {
        var isIdle = report.Text("SYSTEMSTATU")?.Contains("In Idle", StringComparison.Ordinal) == true || report.Number("STATE") == 2m;
        if (isIdle || report.Number("SoftOFF") is > 0m)
        {
            return MinerMode.Sleep;
        }

        // The Q and the Nano 3S count eco, standard, super; the older machines normal and high. What others count is not known.
        var isHome = HomeName().IsMatch(model);
        return (report.Number("WORKMODE"), isHome, OlderName().IsMatch(model)) switch
        {
            (0m, true, _) => MinerMode.Low,
            (1m, true, _) or (0m, _, true) => MinerMode.Normal,
            (2m, true, _) or (1m, _, true) => MinerMode.High,
            _ => MinerMode.Unknown,
        };
    }

    // PS: error bits, controller supply, board volts, amperes out, watts out, volts set, watts in where the supply knows them.
    private static (Watts? Power, PowerGrade Grade) Power(BracketReport report)
    {
        if (Fields.Watts(report.Text("WALLPOWER")) is > 0m and var wall)
        {
            return Quantities.Graded(wall, PowerGrade.Measured);
        }

        var supply = report.Numbers("PS");
        if (supply.Count >= 6 && supply[1] == 0m && supply[2] == 0m)
        {
            // The Nano's own layout: about the watts at the sixth place, no use at the seventh.
            return supply[5] > 0m ? Quantities.Graded(supply[5], PowerGrade.Estimated) : Set(report);
        }

        if (supply.Count >= 7 && supply[6] > 0m)
        {
            // With nothing going to the boards the input is the floor of the sensor.
            return Quantities.Graded(supply[6], supply[4] > 0m ? PowerGrade.Measured : PowerGrade.Estimated);
        }

        return supply.Count >= 5 ? Quantities.Graded(supply[4] / SupplyEfficiency, PowerGrade.Estimated) : Set(report);
    }

    private static (Watts? Power, PowerGrade Grade) Set(BracketReport report) =>
        Quantities.Graded(Fields.Watts(report.Text("MPO")), PowerGrade.Nameplate);

    private static ImmutableArray<string>? Faults(BracketReport report)
    {
        if (report.Text("Ver") is null)
        {
            return null;
        }

        var supply = report.Numbers("PS");
        return
        [
            .. supply.Count > 0 && supply[0] > 0m ? [$"PS {supply[0]}"] : Array.Empty<string>(),
            .. from key in _states
               where report.Number(key) is > 0m
               select $"{key} {report.Number(key)}",
        ];
    }

    [GeneratedRegex(@"^(?<model>.+?)-(?<firmware>\d{8}.*)$")]
    private static partial Regex VersionText();

    [GeneratedRegex(@"\b(Q|Nano3s)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HomeName();

    [GeneratedRegex(@"\b1[0-4]\d\d\b|\b1[0-4]\d\d-")]
    private static partial Regex OlderName();
}
