using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Markets.Metering;

namespace Spillway.App.Statements;

/// <summary>Puts the awards of files together and refuses what no contract of the site could settle.</summary>
internal static class AwardRows
{
    /// <summary>Makes the book of a statement.</summary>
    /// <param name="site">The site.</param>
    /// <param name="files">The files.</param>
    /// <param name="number">Numbers a file among the statement's sources.</param>
    /// <exception cref="RefusedException">An award is of no contract of the site, larger than the site, or overlaps one of
    /// another file.</exception>
    public static AwardBook Of(SiteDefinition site, IReadOnlyList<AwardFile> files, Func<AwardFile, int> number)
    {
        var rows = new List<AwardRow>();
        var paths = new Dictionary<int, string>();
        foreach (var file in files)
        {
            var source = number(file);
            paths[source] = file.Path;
            foreach (var row in file.Rows)
            {
                Check(site, file, row);
                rows.Add(row with { Source = source });
            }
        }

        ImmutableArray<AwardRow> sorted =
            [.. rows.OrderBy(row => row.Product, StringComparer.Ordinal).ThenBy(row => row.Contract).ThenBy(row => row.Start).ThenBy(row => row.Source)];
        for (var index = 1; index < sorted.Length; index++)
        {
            var (last, row) = (sorted[index - 1], sorted[index]);
            if ((last.Product, last.Contract) == (row.Product, row.Contract) && row.Start < last.Start + last.Length)
            {
                throw new RefusedException(AwardFileErrors.AwardsOverlap, $"{paths[row.Source]}, line {row.Row}: {row.Product} of contract '{row.Contract}' from {InstantPattern.General.Format(row.Start)} on overlaps {paths[last.Source]}, line {last.Row}.");
            }
        }

        return new(sorted);
    }

    private static void Check(SiteDefinition site, AwardFile file, AwardRow row)
    {
        switch (site.Site.Contracts.FirstOrDefault(contract => contract.Id == row.Contract))
        {
            case DayAheadContract:
                CheckProduct(file, row, DayAheadClause.Product);
                break;
            case AncillarySale sale:
                CheckProduct(file, row, sale.Product);
                CheckSale(file, row, sale);
                break;
            default:
                throw UnknownContract(site, file, row);
        }

        if (Math.Abs(row.Awarded.Value) > site.Site.Limits.Import.Value)
        {
            throw TooLarge(file, row, $"the site can draw {site.Site.Limits.Import} MW");
        }
    }

    private static RefusedException UnknownContract(SiteDefinition site, AwardFile file, AwardRow row)
    {
        var known = site.Site.Contracts.Where(contract => contract is DayAheadContract or AncillarySale).Select(contract => contract.Id.Text).ToImmutableArray();
        var near = known.IsEmpty ? "it has none of kind 'day-ahead' or 'ancillary'" : $"the nearest is '{NearestNames.Of(row.Contract.Text, known, 1)[0]}'";
        return new(StatementErrors.UnknownContract, $"{file.Path}, line {row.Row}: '{row.Contract}' is no contract of site '{site.Site.Id}' that is awarded anything; {near}.");
    }

    private static void CheckProduct(AwardFile file, AwardRow row, string product)
    {
        if (row.Product != product)
        {
            throw new RefusedException(StatementErrors.OtherProduct, $"{file.Path}, line {row.Row}: contract '{row.Contract}' is awarded '{row.Product}', and it is for '{product}'.");
        }
    }

    private static void CheckSale(AwardFile file, AwardRow row, AncillarySale sale)
    {
        if (sale.Qualified is { } most && row.Awarded > most)
        {
            throw TooLarge(file, row, $"contract '{sale.Id}' says that the load is qualified for {most} MW");
        }

        // Said here with its line, before the statement would stop at the same row.
        if (sale.Term.Covers(row.Start) && sale.IsFinancial(row.Start) && (row.RealTimeAwarded is null || row.RealTimePrice is null))
        {
            throw new RefusedException(
                ClauseErrors.NoRealTimeAward,
                $"{file.Path}, line {row.Row}: the {row.Product} award of {InstantPattern.General.Format(row.Start)} is financial, and the row does not say what was carried in real time and at which clearing price.");
        }
    }

    private static RefusedException TooLarge(AwardFile file, AwardRow row, string than) => new(
        StatementErrors.AwardTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"{file.Path}, line {row.Row}: {row.Awarded} MW of {row.Product} were awarded, and {than}."));
}
