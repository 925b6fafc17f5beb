using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.App.Sites.Contracts;

/// <summary>What a market's rules say that contracts stand on.</summary>
/// <param name="Name">The market, as site files name it.</param>
/// <param name="Products">Its ancillary products, and what kinds of load may sell each.</param>
/// <param name="FinancialFrom">From when on awards of ancillary services are financial; null where they never are.</param>
/// <param name="PeakMethods">Its methods of charging by coincident peaks, by name, with the peaks of a year.</param>
/// <param name="Peaks">The official peaks known.</param>
/// <param name="Rates">The rates known.</param>
internal sealed record ContractMarket(
    string Name,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Products,
    Instant? FinancialFrom,
    ImmutableSortedDictionary<string, int> PeakMethods,
    ImmutableArray<CoincidentPeak> Peaks,
    ImmutableArray<YearlyRate> Rates)
{
    /// <summary>The rules of a market.</summary>
    /// <param name="name">The market, as site files name it.</param>
    /// <returns>Its rules; of a market without rules nothing is known.</returns>
    public static ContractMarket Of(string name) => name == "ercot" ? Ercot(name) : Unknown(name);

    private static ContractMarket Unknown(string name) => new(
        name,
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty,
        null,
        ImmutableSortedDictionary<string, int>.Empty,
        [],
        []);

    private static ContractMarket Ercot(string name) => new(
        name,
        new Dictionary<string, ImmutableArray<string>>
        {
            ["reg-up"] = ["clr"],
            ["reg-down"] = ["clr"],
            ["rrs-pfr"] = ["clr"],
            ["rrs-ffr"] = ["fast-load"],
            ["rrs-ufr"] = ["nclr"],
            ["ecrs"] = ["clr", "nclr"],
            ["non-spin"] = ["clr", "nclr"],
        }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Instant.FromUtc(2025, 12, 5, 6, 0),
        ImmutableSortedDictionary<string, int>.Empty.Add("4cp", 4),
        [],
        []);
}
