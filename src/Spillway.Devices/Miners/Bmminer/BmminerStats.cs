using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.Bmminer;

/// <summary>The reports of bmminer and what is built on it, in the older shape (numbered fields in <c>STATS</c>) and the newer
/// one (<c>rate_5s</c>, <c>chain[]</c>).</summary>
internal sealed partial class BmminerStats(MinerAnswers answers)
{
    private const int MostFans = 16;

    private static readonly string[] _sensors = ["temp_chip", "temp_pcb", "temp_pic"];

    private readonly List<JsonElement> _reports = [.. answers.Sections("STATS")];

    /// <summary>The machine's name as the firmware prints it.</summary>
    public string? Type =>
        CgminerFields.Text(answers.Sections("VERSION").Concat(_reports).Concat(answers.Sections("INFO")), "Type", "type")
        ?? CgminerFields.Text(answers.Objects, "minertype", "miner_type");

    public string? CompileTime =>
        CgminerFields.Text(answers.Sections("VERSION").Concat(_reports).Concat(answers.Sections("INFO")), "CompileTime")
        ?? CgminerFields.Text(answers.Objects, "system_filesystem_version", "fw_version");

    public TerahashesPerSecond? Hashrate =>
        _reports.Select(Rate).FirstOrDefault(rate => rate is not null)
        ?? answers.Sections("SUMMARY").Select(NewRate).FirstOrDefault(rate => rate is not null)
        ?? (IsScrypt ? Quantities.FromMega(CgminerFields.Number(answers.Sections("SUMMARY"), "MHS 5s", "GHS 5s", "MHS av", "GHS av")) : CgminerFields.Hashrate(answers));

    public decimal? Hottest => Quantities.HottestOf(_reports.SelectMany(Temperatures));

    public ImmutableArray<int>? Fans => _reports.Select(FansOf).FirstOrDefault(fans => fans is not null);

    /// <summary>Total of the chains where no total is said; <c>null</c> on stock firmware up to 2025.</summary>
    public Watts? Power => Quantities.Power(
        CgminerFields.Watts(_reports, "total_power", "chain_power", "power", "Power", "watt")
        ?? _reports.Select(ChainTotal).FirstOrDefault(total => total is not null));

    public string? Mac => Quantities.Mac(
        CgminerFields.Text(answers.Objects.Concat(answers.At("network_info", "result")), "macaddr", "mac"));

    // The L machines of the maker hash scrypt and print MH/s under GHS.
    private bool IsScrypt => Type is { } type && ScryptType().IsMatch(type);

    public MinerReading Reading() => new()
    {
        Model = Type,
        Firmware = CompileTime,
        Mac = Mac,
        Hashrate = Hashrate,
        Power = Power,
        PowerGrade = Power is null ? PowerGrade.None : PowerGrade.Estimated,
        HottestCelsius = Hottest,
        FanRpm = Fans,
        UptimeSeconds = CgminerFields.Elapsed(answers),
        Pools = CgminerFields.Pools(answers),
        Faults = Faults(),
    };

    private TerahashesPerSecond? Rate(JsonElement report) =>
        NewRate(report)
        ?? (report.Number("MHS 5s", "MHS av") is { } mega ? Quantities.FromMega(mega)
            : IsScrypt ? Quantities.FromMega(report.Number("GHS 5s", "GHS av"))
            : Quantities.By(report.Text("rate_unit"), report.Number("GHS 5s", "GHS av")));

    // The older report has rate_30m too, beside a shorter window under its older name.
    private static TerahashesPerSecond? NewRate(JsonElement report) =>
        report.Number("rate_5s") is { } now ? Quantities.By(report.Text("rate_unit"), now) : null;

    private static IEnumerable<decimal?> Temperatures(JsonElement report)
    {
        foreach (var member in report.Members().Where(member => TemperatureName().IsMatch(member.Name)))
        {
            foreach (var part in (member.Value.AsText() ?? "").Split('-', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return Fields.Number(part);
            }
        }

        foreach (var sensor in from chain in report.Items("chain")
                               from name in _sensors
                               from one in chain.Numbers(name)
                               select one)
        {
            // Some firmware prints chip temperatures in thousandths.
            yield return sensor is > 1000m ? sensor / 1000m : sensor;
        }
    }

    private static ImmutableArray<int>? FansOf(JsonElement report)
    {
        if (report.Child("fan") is { ValueKind: JsonValueKind.Array })
        {
            return Quantities.Fans(report.Numbers("fan"));
        }

        var numbered = Quantities.Fans(Enumerable.Range(1, MostFans).Select(index => report.Number($"fan{index}")));
        var count = report.Number("fan_num").Whole();
        if (numbered is not { } fans || count is not { } fitted || fans.Length <= fitted || fitted < 0)
        {
            return numbered;
        }

        // More places than fans: the places with a fan turn. A fan that stands is kept as a zero.
        var turning = fans.RemoveAll(speed => speed == 0);
        return turning.Length >= fitted ? turning : turning.AddRange(Enumerable.Repeat(0, (int)fitted - turning.Length));
    }

    private static decimal? ChainTotal(JsonElement report)
    {
        var chains = Enumerable.Range(1, MostFans).Select(index => report.Watts($"chain_power{index}", $"chain_consumption{index}")).OfType<decimal>().ToList();
        return chains.Count == 0 ? null : chains.Sum();
    }

    private ImmutableArray<string>? Faults()
    {
        var states = answers.Sections("SUMMARY").SelectMany(summary => summary.Items("status")).ToList();
        var warnings = answers.Sections("WARNING").ToList();
        if (states.Count + warnings.Count == 0)
        {
            return null;
        }

        return
        [
            .. from state in states
               where state.Text("status") is "e" or "w" or "E" or "W"
               select $"{state.Text("type") ?? "state"}: {state.Text("msg") ?? state.Text("code") ?? "not well"}",
            .. from warning in warnings
               let words = warning.Text("error_message", "cause", "code")
               where words is not null and not "None"
               select words,
        ];
    }

    [GeneratedRegex(@"^temp(\d+|\d_\d+|_chip\d+|_pcb\d+|_pic\d+|_max|_chip|_pcb)$")]
    private static partial Regex TemperatureName();

    [GeneratedRegex(@"\bL\d", RegexOptions.IgnoreCase)]
    private static partial Regex ScryptType();
}
