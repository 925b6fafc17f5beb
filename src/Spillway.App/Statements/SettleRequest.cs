using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Statements;

/// <summary>What a person asked to be settled.</summary>
/// <param name="SiteFile">The site file.</param>
/// <param name="Prices">Price files; empty means the archive.</param>
/// <param name="Meters">Meter files; empty means a desk's journal.</param>
/// <param name="Awards">Awards files.</param>
/// <param name="Hashprice">A hash price series; null means the site file's constant.</param>
/// <param name="From">First local day.</param>
/// <param name="To">The local day after the last.</param>
public sealed record SettleRequest(
    string SiteFile,
    ImmutableArray<string> Prices,
    ImmutableArray<string> Meters,
    ImmutableArray<string> Awards,
    string? Hashprice,
    LocalDate From,
    LocalDate To)
{
    /// <summary>The data folder of a desk whose journal gives what no file gives; null for none.</summary>
    public string? Journal { get; init; }

    /// <summary>No interval that ends later is part of the statement; null for the whole range.</summary>
    public Instant? Until { get; init; }

    /// <summary>A folder of rules files that stand for the program's and the data folder's; null for none.</summary>
    public string? RulesFolder { get; init; }
}
