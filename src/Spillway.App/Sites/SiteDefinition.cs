using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites.Contracts;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>A site file, read and checked, with every default filled in.</summary>
/// <param name="Site">What the engine needs of it.</param>
/// <param name="Name">The site's name for people.</param>
/// <param name="TimeZone">Where its local dates and hours are.</param>
/// <param name="Currency">Three letters, such as <c>USD</c>.</param>
/// <param name="Operator">Whose market it is: <c>ercot</c>, <c>caiso</c>, …</param>
/// <param name="SettlementPoint">Where its power is priced.</param>
/// <param name="Hashprice">The constant hash price of the file; null where it has none.</param>
/// <param name="Policy">The policy the site is run by, as its full text.</param>
/// <param name="Knowledge">Which price is the newest known one at an interval's start.</param>
public sealed record SiteDefinition(
    Site Site,
    string Name,
    DateTimeZone TimeZone,
    string Currency,
    string Operator,
    SettlementPoint SettlementPoint,
    Hashprice? Hashprice,
    string Policy,
    Knowledge Knowledge)
{
    /// <summary>The files that the site file names, by the name and where they lay: a record of the site keeps them beside it.</summary>
    public ImmutableSortedDictionary<string, string> Beside { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The rules file of its market that the site names itself; null where the program's or the data folder's holds.</summary>
    public string? RulesFile { get; init; }

    /// <summary>The scheme of its market that the site takes part in; null for none. Its seasonal price is that of metered load.</summary>
    public string? Scheme { get; init; }

    /// <summary>The folder of the inventory that the site names; null where the desk's own data folder holds it.</summary>
    public string? InventoryFolder { get; init; }

    /// <summary>What stands on the site and how a running desk treats it; null where it did not come from a file.</summary>
    public Installation? Installation { get; init; }

    /// <summary>The programmes among its contracts that pay for what is delivered against a baseline, in file order.</summary>
    public ImmutableArray<BaselineProgramme> Programmes { get; init; } = [];

    /// <summary>What a MW at the system's peaks costs in a year, where decisions are to weigh it; null where they are not.</summary>
    public YearlyCapacityPrice? CoincidentPeakRate { get; init; }

    /// <summary>What a bitcoin costs, in the site's currency; null where the site file does not say. Only proofs of events tell by it.</summary>
    public decimal? BitcoinPrice { get; init; }
}
