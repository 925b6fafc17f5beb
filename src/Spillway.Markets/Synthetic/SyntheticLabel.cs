using Spillway.Markets.Files;

namespace Spillway.Markets.Synthetic;

/// <summary>How a tidy file says that its prices are made up: by an empty last column whose name begins with
/// <c>SYNTHETIC_</c> and names the market, because a tidy file's first line is its header and names of files get lost.</summary>
public static class SyntheticLabel
{
    private const string Prefix = "SYNTHETIC_";

    /// <summary>The label's column name for a market.</summary>
    /// <param name="market">Such as <c>ercot-like</c>.</param>
    /// <returns>Such as <c>SYNTHETIC_ERCOT-LIKE</c>.</returns>
    public static string Column(string market)
    {
        ArgumentNullException.ThrowIfNull(market);
        return Prefix + market.ToUpperInvariant();
    }

    /// <summary>Whether figures of a market are made up.</summary>
    /// <param name="market">Such as <c>ercot-like</c>.</param>
    /// <returns>True for markets that only a generator fills.</returns>
    public static bool IsSynthetic(string market) => market == SyntheticYear.Market;

    /// <summary>The market that a header's label names; null where it has none.</summary>
    internal static string? MarketOf(IEnumerable<string> header) =>
        header.FirstOrDefault(IsLabel) is { } label ? label[Prefix.Length..].ToLowerInvariant() : null;

    internal static bool IsLabel(string column) => column.StartsWith(Prefix, StringComparison.Ordinal) && column.Length > Prefix.Length;

    internal static Finding Finding(string market, int intervals) =>
        new("synthetic", intervals, $"These prices are made up by a generator; they are filed under the market '{market}'.");
}
