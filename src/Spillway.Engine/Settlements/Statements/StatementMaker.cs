using System.Collections.Immutable;
using System.Globalization;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>Makes a statement: every clause writes its lines, and what stands beside them is summed.</summary>
public static class StatementMaker
{
    /// <summary>Makes the statement of a range.</summary>
    /// <param name="input">What was metered, priced and awarded.</param>
    /// <param name="terms">Whose statement it is and what was agreed.</param>
    /// <returns>Lines by clause, metered energy first; open intervals have none.</returns>
    public static Statement Of(SettlementInput input, StatementTerms terms)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(terms);
        var site = terms.Site;
        var clauses = ContractClauses.Of(site);
        var lines = new List<StatementLine>(input.Intervals.Length * ((2 * clauses.Length) + 1));
        MeteredEnergy.Settle(input, [.. site.Contracts.OfType<IndexContract>()], lines);
        foreach (var clause in clauses)
        {
            clause.Settle(input, lines);
        }

        var settled = input.Intervals.Count(interval => interval.IsSettled);
        var (groups, recorded) = Production.Of(input, terms);
        return new(
            site.Id,
            terms.Currency,
            input.Range,
            [.. lines],
            new(input.Intervals.Sum(interval => interval is { IsSettled: true, Reading: { } reading } ? reading.Energy.Value : 0m)),
            PowerCredits.Of(input, [.. site.Blocks]),
            new(groups.Sum(group => group.Revenue.Value)),
            settled,
            input.Intervals.Length - settled,
            Unsettled(input, site),
            input.Sources,
            [.. input.Notes, .. OpenNotes(input), .. ProductionNotes(site, groups, settled, recorded)])
        {
            Groups = groups,
        };
    }

    private static Money Unsettled(SettlementInput input, Site site) => new(input.Intervals
        .Where(interval => !interval.IsSettled)
        .Sum(interval => OwedEnergy.In(site, interval.Slot).Sum(owed => owed.Energy.Value * owed.Price.Value)));

    private static IEnumerable<string> OpenNotes(SettlementInput input) => input.Intervals
        .Where(interval => !interval.IsSettled)
        .GroupBy(interval => interval.Open)
        .OrderBy(group => group.Key)
        .Select(group => Text(
            $"{Count(group.Count(), "interval")} open, without {Reason(group.Key)}, the first at {group.First().Slot.Start}: no line of any charge is made for them.")
            + (group.Key == OpenReason.NoPrice ? Text($" The meter counted {group.Sum(interval => interval.Reading!.Value.Energy.Value)} MWh in them.") : ""));

    private static string Reason(OpenReason reason) => reason switch
    {
        OpenReason.NoReading => "a meter reading",
        OpenReason.NoPrice => "a price",
        _ => "a meter reading and without a price",
    };

    private static IEnumerable<string> ProductionNotes(
        Site site, ImmutableArray<GroupProduction> groups, int settled, int recorded)
    {
        if (settled > recorded)
        {
            yield return recorded == 0
                ? "Production revenue is value times metered energy: without a desk's journal it is not known what restarting machines drew without producing."
                : Text($"The journal knows the restarts of {recorded} of {settled} settled intervals; in the others production revenue is value times metered energy.");
        }

        foreach (var grade in groups.Where(group => group.Grade != EnergyGrade.Metered).GroupBy(group => group.Grade))
        {
            var by = grade.Key == EnergyGrade.Recorded ? "as the desk's journal has them running" : "by nameplate power";
            yield return $"No meter of their own for {string.Join(", ", grade.Select(group => group.Group.Text))}: the site's metered energy is shared among them {by} (grade {GradeName(grade.Key)}).";
        }

        foreach (var group in site.Loads.Where(group => group.Value is null && group.Modes.Length > 2))
        {
            yield return $"{group.Id} is valued in its mode '{group.Modes[group.NormalModeIndex].Name}': the meter does not tell in which mode energy was drawn.";
        }
    }

    private static string GradeName(EnergyGrade grade) => grade == EnergyGrade.Recorded ? "recorded" : "nameplate";

    private static string Count(int count, string what) => Text($"{count:N0} {what}{(count == 1 ? " is" : "s are")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
