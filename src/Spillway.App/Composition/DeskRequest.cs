namespace Spillway.App.Composition;

/// <summary>What a person asks of a running desk.</summary>
/// <param name="SiteFile">The site file.</param>
/// <param name="DataFolder">The data folder.</param>
/// <param name="IsPaper">Whether it decides without commanding.</param>
/// <param name="Port">The port of its API; null for the site file's.</param>
/// <param name="Prices">Price files of the past, for the policy to learn from.</param>
/// <param name="Hashprice">A hash price series; null for the site file's constant.</param>
/// <param name="For">After how many seconds of the wall clock it ends by itself; null for never.</param>
public sealed record DeskRequest(
    string SiteFile,
    string DataFolder,
    bool IsPaper,
    int? Port,
    IReadOnlyList<string> Prices,
    string? Hashprice,
    TimeSpan? For)
{
    /// <summary>Files of awards under the site's contracts, read again whenever they change.</summary>
    public IReadOnlyList<string> Awards { get; init; } = [];

    /// <summary>A folder of rules files that stand for the program's and the data folder's; null for none.</summary>
    public string? RulesFolder { get; init; }
}
