using System.Collections.Immutable;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Units;

namespace Spillway.Devices.Miners.Cgminer;

/// <summary>What every cgminer-like answer has in common: summary, pools, the version's kind.</summary>
internal static class CgminerFields
{
    private const decimal SameUnit = 1.2m;

    /// <summary>From <c>SUMMARY</c>: the shortest window first, in MH/s or GH/s as the key says.</summary>
    public static TerahashesPerSecond? Hashrate(MinerAnswers answers) =>
        answers.Sections("SUMMARY").Select(Rate).FirstOrDefault(rate => rate is not null);

    /// <summary>A rate of a report; <c>GHS</c> of a scrypt machine counts MH/s, which its own total tells.</summary>
    public static TerahashesPerSecond? Rate(JsonElement report) =>
        Quantities.FromMega(report.Number("MHS 5s", "MHS 30s", "MHS 1m", "MHS 5m", "MHS av")) is { } mega
            ? mega
            : IsTotalInItsUnit(report)
                ? Quantities.FromMega(report.Number("GHS 5s", "GHS 1m", "GHS 30m", "GHS av"))
                : Quantities.FromGiga(report.Number("GHS 5s", "GHS 1m", "GHS 30m", "GHS av"));

    public static long? Elapsed(MinerAnswers answers) =>
        Quantities.Seconds(answers.Sections("SUMMARY").Concat(answers.Sections("STATS")).Select(one => one.Number("Elapsed", "elapsed")).FirstOrDefault(one => one is not null));

    public static ImmutableArray<PoolReading>? Pools(MinerAnswers answers)
    {
        var pools = answers.Sections("POOLS").ToList();
        return pools.Count == 0
            ? null
            : [.. pools.Select(pool => new PoolReading(pool.Text("URL", "url") ?? "", pool.Text("User", "user"), pool.Text("Status", "status")))];
    }

    public static string? Version(MinerAnswers answers, params string[] names) =>
        answers.Sections("VERSION").Select(version => version.Text(names)).FirstOrDefault(text => text is not null);

    /// <summary>The first of several ways that gives an answer.</summary>
    public static string? Text(IEnumerable<JsonElement> sections, params string[] names) =>
        sections.Select(section => section.Text(names)).FirstOrDefault(text => text is not null);

    public static decimal? Number(IEnumerable<JsonElement> sections, params string[] names) =>
        sections.Select(section => section.Number(names)).FirstOrDefault(number => number is not null);

    /// <summary>The same of watts, whose unit may stand behind the number.</summary>
    public static decimal? Watts(IEnumerable<JsonElement> sections, params string[] names) =>
        sections.Select(section => section.Watts(names)).FirstOrDefault(number => number is not null);

    // Total MH over the time it took is the average in MH/s: where that is the number of GHS av, the key lies by a thousand.
    private static bool IsTotalInItsUnit(JsonElement report) =>
        report.Number("Total MH") is > 0m and var total && report.Number("Elapsed") is >= 1m and var elapsed
        && report.Number("GHS av") is > 0m and var average
        && total / elapsed < average * SameUnit && total / elapsed > average / SameUnit;
}
