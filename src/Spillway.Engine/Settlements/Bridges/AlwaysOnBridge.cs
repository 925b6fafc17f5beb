using System.Collections.Immutable;
using System.Globalization;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Bridges;

/// <summary>From a site that runs everything all the time and has bought nothing ahead to what happened.</summary>
/// <remarks>The start is settled by the same clauses as the statement, with the meter reading replaced by what everything
/// in normal mode draws, as far as the import limit lets it; at the coincident peaks of the range too. Open intervals count on neither
/// side. What the range's peaks are worth in the year after is told by <see cref="NextChargePeaks"/>.</remarks>
public static class AlwaysOnBridge
{
    // More decimals than any price times energy has; the average is a figure for people, and the timing takes up the rest.
    private const int AverageDecimals = 6;

    private static readonly ImmutableArray<(ChargeKind Charge, BridgePartKind Part)> Metered =
    [
        (ChargeKind.CoincidentPeak, BridgePartKind.CoincidentPeaks),
        (ChargeKind.Delivery, BridgePartKind.Delivery),
        (ChargeKind.RetailAdder, BridgePartKind.RetailAdder),
    ];

    private static readonly ImmutableArray<(BridgePartKind Part, ImmutableArray<ChargeKind> Charges, string Because)> Agreed =
    [
        (BridgePartKind.Contracts, [ChargeKind.FixedBlock, ChargeKind.DayAhead], "What was bought ahead against the real-time price."),
        (BridgePartKind.Ancillary, [ChargeKind.AncillaryAward, ChargeKind.AncillaryImbalance], "Awards less what was bought back."),
        (BridgePartKind.EmergencyResponse, [ChargeKind.EmergencyResponse], "Paid for standing by."),
        (BridgePartKind.Hosting, [ChargeKind.Hosting], "What customers owe less what they are credited."),
    ];

    /// <summary>Explains a statement.</summary>
    /// <param name="input">What it was made from.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="statement">The statement.</param>
    /// <returns>The bridge; its end is production less the statement's total.</returns>
    public static Bridge Of(SettlementInput input, StatementTerms terms, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(statement);
        var always = Always(input, terms);
        var withoutRestarts = Production.Of(input, terms with { Known = Producing.Of(terms.Known) })
            .Groups.Sum(group => group.Revenue.Value);
        var parts = ImmutableArray.CreateBuilder<BridgePart>();
        Energy(statement, always, parts);
        var unmetered = input.SubMeters.IsEmpty ? 0m : Unmetered(statement, withoutRestarts, parts);
        parts.Add(new(
            BridgePartKind.ProductionGivenUp,
            new(withoutRestarts - unmetered - always.Production.Value),
            "What the energy that was not drawn would have earned."));
        Add(
            parts,
            BridgePartKind.RestartLosses,
            statement.Production.Value - withoutRestarts,
            Text($"{statement.Groups.Sum(group => group.Restart.Value):0.###} MWh drawn by restarting machines."));
        foreach (var (part, charges, because) in Agreed)
        {
            Add(parts, part, -Sum(statement, line => charges.Contains(line.Id.Charge)), because);
        }

        foreach (var (charge, part) in Metered)
        {
            var (on, actual) = (Sum(always, line => line.Id.Charge == charge), Sum(statement, line => line.Id.Charge == charge));
            Add(parts, part, on - actual, Text($"{actual:#,0.00} instead of {on:#,0.00} always on."));
        }

        return Bridge.ToTheCent(
            new(always.Production.Value - always.Total.Value),
            [.. parts.OrderBy(part => part.Kind == BridgePartKind.Unmetered ? BridgePartKind.RestartLosses : part.Kind)],
            new(statement.Production.Value - statement.Total.Value),
            BridgePartKind.Price);
    }

    // Sub-meters seldom count what the site's meter counts. The difference was drawn, so that it is no production given up; it is worth what
    // the groups' energy earned on average.
    private static decimal Unmetered(Statement statement, decimal produced, ImmutableArray<BridgePart>.Builder parts)
    {
        var counted = statement.Groups.Sum(group => group.Energy.Value);
        var beyond = Math.Round(statement.Energy.Value - counted, AverageDecimals);
        if (beyond == 0m || counted == 0m)
        {
            return 0m;
        }

        var amount = -beyond * Math.Round(produced / counted, AverageDecimals);
        Add(parts, BridgePartKind.Unmetered, amount, beyond > 0m
            ? Text($"The site's meter counted {beyond:#,0.###} MWh more than the groups' meters: losses, and load of no group. It earned nothing.")
            : Text($"The groups' meters counted {-beyond:#,0.###} MWh more than the site's meter."));
        return amount;
    }

    private static void Energy(Statement statement, Statement always, ImmutableArray<BridgePart>.Builder parts)
    {
        var (dear, cost) = (Sum(always, IsEnergy), Sum(statement, IsEnergy));
        var (all, drawn) = (always.Energy.Value, statement.Energy.Value);
        var average = all == 0m ? 0m : Math.Round(dear / all, AverageDecimals);
        var volume = average * (all - drawn);
        parts.Add(new(
            BridgePartKind.Volume,
            new(volume),
            Text($"{all - drawn:#,0.###} MWh not drawn, at the average price of always-on, {average:0.00}.")));
        parts.Add(new(
            BridgePartKind.Price,
            new(dear - cost - volume),
            all == drawn ? "The same energy." : Text($"It would have cost {(dear - cost) / (all - drawn):0.00} a MWh, not {average:0.00}.")));
    }

    /// <summary>What a site draws that is always on: everything in normal mode, as far as the import limit lets it.</summary>
    internal static Megawatts PowerOf(Site site)
    {
        var nameplate = site.Loads.Sum(group => group.Power(group.NormalModeIndex, group.Machines).Value);
        return new(Math.Min(site.Limits.Import.Value, nameplate));
    }

    private static Statement Always(SettlementInput input, StatementTerms terms)
    {
        var site = terms.Site;
        var power = PowerOf(site);
        var intervals = input.Intervals.Select(interval => interval is { IsSettled: true, Reading: { } reading }
            ? interval with { Reading = reading with { Energy = SlotEnergy.Of(power, interval.Slot) } }
            : interval);
        var contracts = site.Contracts.Where(IsForWhatIsDrawn).Select(contract => contract is CoincidentPeakCharge charge ? AtPeaks(charge, input, power) : contract);
        return StatementMaker.Of(
            input with { Intervals = [.. intervals], SubMeters = ImmutableSortedDictionary<string, ImmutableArray<MeterReading?>>.Empty },
            terms with { Site = site with { Contracts = [.. contracts] }, Known = null });
    }

    // A range that holds a peak and the charge that stands on it: always on would have drawn everything there, whatever the contract states of the
    // site as it ran. Of peaks before the range nobody says what always on would have drawn, so they are the same on both sides.
    private static CoincidentPeakCharge AtPeaks(CoincidentPeakCharge charge, SettlementInput input, Megawatts power) =>
        charge with { Peaks = [.. charge.Peaks.Select(peak => IsWithin(peak, input) ? peak with { Demand = power } : peak)] };

    private static bool IsWithin(CoincidentPeak peak, SettlementInput input)
    {
        if (peak.Start is { } start)
        {
            return input.Range.Contains(start);
        }

        var month = peak.Month.ToDateInterval();
        return !input.Intervals.IsEmpty && input.Intervals[0].Day <= month.Start && input.Intervals[^1].Day >= month.End;
    }

    // What was bought or sold ahead is a reason of its own; what is charged by the meter is charged always-on too.
    private static bool IsForWhatIsDrawn(IContract contract) =>
        contract is IndexContract or CoincidentPeakCharge or DeliveryTariff or MiningPool;

    private static void Add(ImmutableArray<BridgePart>.Builder parts, BridgePartKind kind, decimal amount, string because)
    {
        if (amount != 0m)
        {
            parts.Add(new(kind, new(amount), because));
        }
    }

    private static bool IsEnergy(StatementLine line) => line.Id.Charge == ChargeKind.EnergyRealTime;

    private static decimal Sum(Statement statement, Func<StatementLine, bool> isMeant) =>
        statement.Lines.Where(isMeant).Sum(line => line.Amount.Value);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same record with every restart taken out: what would have been produced had none cost anything.</summary>
    private sealed class Producing(IKnownProduction known) : IKnownProduction
    {
        public static Producing? Of(IKnownProduction? known) => known is null ? null : new(known);

        public ImmutableArray<KnownGroupRun>? At(NodaTime.Instant start) =>
            known.At(start) is { } runs ? [.. runs.Select(run => run with { Restart = MegawattHours.Zero })] : null;
    }
}
