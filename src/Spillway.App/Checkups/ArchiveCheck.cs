using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Markets;
using Spillway.Markets.Archive;

namespace Spillway.App.Checkups;

/// <summary>Looks what the price archive holds.</summary>
internal static class ArchiveCheck
{
    private const int PointsShown = 4;

    /// <summary>Looks at the archive of a data folder.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="keys">The series that are there; none where the archive cannot be read.</param>
    /// <returns>One entry a market and product, or what is wrong.</returns>
    public static ImmutableArray<Check> Of(string dataFolder, out ImmutableArray<SeriesKey> keys)
    {
        keys = [];
        try
        {
            var archive = new PriceArchive(dataFolder);
            keys = archive.Keys();
            var coverage = archive.Coverage(_ => true, RuleLibrary.Open(dataFolder).Find);
            if (coverage.IsEmpty)
            {
                return [new("archive", CheckStatus.Absent, "the price archive is empty", "Import files with 'spillway prices import FILE…', or give them with --prices.")];
            }

            return [.. coverage.GroupBy(one => (one.Key.Market, one.Key.Product)).Select(group => Of(group.Key.Market, group.Key.Product, [.. group]))];
        }
        catch (RefusedException refusal)
        {
            return [new("archive", CheckStatus.Broken, refusal.What, refusal.Code.Remedy)];
        }
    }

    private static Check Of(string market, Product product, ImmutableArray<SeriesCoverage> coverage)
    {
        var points = coverage.Select(one => one.Key.Point.ToString()).Distinct().ToList();
        var shown = string.Join(", ", points.Take(PointsShown)) + (points.Count > PointsShown ? " and others" : "");
        var years = coverage.Select(one => one.Year).Distinct().Order().ToList();
        var gaps = coverage.Sum(one => (long)one.Gaps);
        var newest = InstantPattern.General.Format(coverage.Max(one => one.Last));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{market} {ProductNames.Of(product)}: {points.Count} points ({shown}), {Years(years)}, newest interval {newest}, {gaps:N0} gaps");
        return new("archive", CheckStatus.Good, text);
    }

    private static string Years(List<int> years) =>
        years.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $"year {years[0]}")
        : years[^1] - years[0] == years.Count - 1 ? string.Create(CultureInfo.InvariantCulture, $"years {years[0]} to {years[^1]}")
        : "years " + string.Join(", ", years.Select(year => year.ToString(CultureInfo.InvariantCulture)));
}
