using System.Collections.Immutable;
using NodaTime.Text;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Markets.Metering;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>Puts the awards of files together and refuses what no contract of the site could settle.</summary>
internal static class AwardRows
{
    /// <summary>Makes the book of a statement.</summary>
    /// <param name="site">The site.</param>
    /// <param name="files">The files.</param>
    /// <param name="number">Numbers a file among the statement's sources.</param>
    /// <param name="isOver">Whether the awards are over and to be settled: then each financial one has to say what was carried.
    /// Ahead of time nobody knows that yet.</param>
    /// <exception cref="RefusedException">An award is of no contract of the site, larger than the site, or overlaps one of
    /// another file.</exception>
    public static AwardBook Of(SiteDefinition site, IReadOnlyList<AwardFile> files, Func<AwardFile, int> number, bool isOver)
    {
        var rows = new List<AwardRow>();
        var paths = new Dictionary<int, string>();
        foreach (var file in files)
        {
            var source = number(file);
            paths[source] = file.Path;
            foreach (var row in file.Rows)
            {
                Check(site, file, row, isOver);
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

    private static void Check(SiteDefinition site, AwardFile file, AwardRow row, bool isOver)
    {
        if (site.Site.Contracts.FirstOrDefault(contract => contract.Id == row.Contract) is not { } contract)
        {
            var known = site.Site.Contracts.Select(other => other.Id.Text).ToImmutableArray();
            var near = known.IsEmpty ? "it has none" : $"the nearest is '{NearestNames.Of(row.Contract.Text, known, 1)[0]}'";
            throw new RefusedException(StatementErrors.UnknownContract, $"{file.Path}, line {row.Row}: '{row.Contract}' is no contract of site '{site.Site.Id}'; {near}.");
        }

        var product = contract is DayAheadContract ? DayAheadClause.Product : (contract as AncillarySale)?.Product;
        if (product != row.Product)
        {
            throw new RefusedException(StatementErrors.WrongProduct, $"{file.Path}, line {row.Row}: {row.Product} was awarded to contract '{row.Contract}', which {(product is null ? "takes no awards" : $"is for {product}")}.");
        }

        var most = (contract as AncillarySale)?.Qualified ?? site.Site.Limits.Import;
        if (Math.Abs(row.Awarded.Value) > most.Value)
        {
            throw new RefusedException(StatementErrors.AwardTooLarge, $"{file.Path}, line {row.Row}: {row.Awarded} MW of {row.Product} were awarded to contract '{contract.Id}', and {(contract is AncillarySale { Qualified: not null } ? "the load is qualified for" : "the site can draw")} {most} MW.");
        }

        if (contract is AncillarySale)
        {
            Capability(file, row, most);
        }

        if (contract is AncillarySale early && row.Start < early.BoughtFrom)
        {
            throw new RefusedException(
                StatementErrors.WrongProduct,
                $"{file.Path}, line {row.Row}: {row.Product} was awarded to contract '{row.Contract}' for {InstantPattern.General.Format(row.Start)}, and the market's rules know it from {InstantPattern.General.Format(early.BoughtFrom)} on.");
        }

        // Said here with its line, before the statement would stop at the same row.
        if (isOver && contract is AncillarySale sale && sale.Term.Covers(row.Start) && sale.IsFinancial(row.Start) && (row.RealTimeAwarded is null || row.RealTimePrice is null))
        {
            throw new RefusedException(
                ClauseErrors.NoRealTimeAward,
                $"{file.Path}, line {row.Row}: the {row.Product} award of {InstantPattern.General.Format(row.Start)} is financial, and the row does not say what was carried in real time and at which clearing price.");
        }
    }

    // Energy is bought and sold; capacity is only ever sold, and whatever is carried or called for stands behind the same capability.
    private static void Capability(AwardFile file, AwardRow row, Megawatts most)
    {
        (string Column, Megawatts? Power)[] powers = [("award_mw", row.Awarded), ("rt_award_mw", row.RealTimeAwarded), ("deployed_mw", row.Deployed)];
        foreach (var (column, power) in powers)
        {
            if (power is { } stated && (stated.Value < 0m || stated.Value > most.Value))
            {
                throw new RefusedException(StatementErrors.AwardTooLarge, $"{file.Path}, line {row.Row}: {column} of {row.Product} is {stated} MW, and contract '{row.Contract}' can carry from 0 to {most} MW.");
            }
        }
    }
}
