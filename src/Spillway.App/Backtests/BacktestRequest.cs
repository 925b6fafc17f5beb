using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.App.Backtests;

/// <summary>What a person asked a backtest for.</summary>
/// <param name="SiteFile">The site file.</param>
/// <param name="Prices">Price files; empty means the archive.</param>
/// <param name="Hashprice">A hash price series; null means the site file's constant.</param>
/// <param name="DayAhead">Day-ahead price files a policy may know.</param>
/// <param name="Load">System load files a policy may know.</param>
/// <param name="Wind">Generation files whose wind a policy may know.</param>
/// <param name="From">First local day.</param>
/// <param name="To">The local day after the last.</param>
/// <param name="Policies">Full texts of the policies asked for; empty means all four.</param>
public sealed record BacktestRequest(
    string SiteFile,
    ImmutableArray<string> Prices,
    string? Hashprice,
    ImmutableArray<string> DayAhead,
    ImmutableArray<string> Load,
    ImmutableArray<string> Wind,
    LocalDate From,
    LocalDate To,
    ImmutableArray<string> Policies)
{
    /// <summary>A folder of rules files that stand for the program's and the data folder's; null for none.</summary>
    public string? RulesFolder { get; init; }

    /// <summary>What of the archive a policy may know beside the real-time price.</summary>
    public ImmutableArray<PublicationKind> Archived { get; init; } = [];

    /// <summary>Files of awards under the site's contracts.</summary>
    public ImmutableArray<string> Awards { get; init; } = [];
}
