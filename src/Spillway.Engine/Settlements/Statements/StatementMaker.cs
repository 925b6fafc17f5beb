using System.Collections.Immutable;
using NodaTime;
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
        ImmutableArray<UnknownHolding> unknown = [.. OwedEnergy.Unknown(input, site)];
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
            [.. input.Notes, .. OpenNotes(input), .. unknown.Select(NotKnown), .. ProductionNotes(site, groups, settled, recorded)])
        {
            Groups = groups,
            NotKnown = unknown,
        };
    }

    private static Money Unsettled(SettlementInput input, Site site) =>
        new(OwedEnergy.Open(input, site).Sum(static open => open.Owed.Sum(static owed => owed.Energy.Value * owed.Price.Value)));

    private static Wording NotKnown(UnknownHolding holding) => holding.Intervals == 1
        ? (Wording)$"Contract '{holding.Contract}' is in force in an open interval, {holding.First}, of which nobody said how much it holds: what it costs there is not known and in no figure. Nominate the month, lengthen the hourly file, or let the contract end."
        : $"Contract '{holding.Contract}' is in force in {holding.Intervals} open intervals, the first at {holding.First}, of which nobody said how much it holds: what it costs there is not known and in no figure. Nominate the month, lengthen the hourly file, or let the contract end.";

    private static IEnumerable<Wording> OpenNotes(SettlementInput input) => input.Intervals
        .Where(interval => !interval.IsSettled)
        .GroupBy(interval => interval.Open)
        .OrderBy(group => group.Key)
        .Select(group => Open(group.Key, Count(group.Count()), group.First().Slot.Start, [.. group]));

    private static Wording Open(OpenReason reason, Wording count, Instant first, ImmutableArray<MeteredInterval> open) => reason switch
    {
        OpenReason.NoReading => $"{count} open, without a meter reading, the first at {first}: no line of any charge is made for them.",
        OpenReason.NoPrice => $"{count} open, without a price, the first at {first}: no line of any charge is made for them. The meter counted {open.Sum(interval => interval.Reading!.Value.Energy.Value)} MWh in them.",
        _ => $"{count} open, without a meter reading and without a price, the first at {first}: no line of any charge is made for them.",
    };

    private static IEnumerable<Wording> ProductionNotes(
        Site site, ImmutableArray<GroupProduction> groups, int settled, int recorded)
    {
        if (settled > recorded)
        {
            yield return recorded == 0
                ? (Wording)$"Production revenue is value times metered energy: without a desk's journal it is not known what restarting machines drew without producing."
                : $"The journal knows the restarts of {recorded} of {settled} settled intervals; in the others production revenue is value times metered energy.";
        }

        foreach (var grade in groups.Where(group => group.Grade != EnergyGrade.Metered).GroupBy(group => group.Grade))
        {
            var groupsOfGrade = string.Join(", ", grade.Select(group => group.Group.Text));
            yield return grade.Key == EnergyGrade.Recorded
                ? (Wording)$"No meter of their own for {groupsOfGrade}: the site's metered energy is shared among them as the desk's journal has them running (grade recorded)."
                : $"No meter of their own for {groupsOfGrade}: the site's metered energy is shared among them by nameplate power (grade nameplate).";
        }

        foreach (var group in site.Loads.Where(group => group.Value is null && group.Modes.Length > 2))
        {
            yield return $"{group.Id} is valued in its mode '{group.Modes[group.NormalModeIndex].Name}': the meter does not tell in which mode energy was drawn.";
        }
    }

    private static Wording Count(int count) => count == 1 ? (Wording)$"{count:N0} interval is" : $"{count:N0} intervals are";
}
