using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>What hosted customers owe for their energy, less what they are credited for energy they did not get.</summary>
/// <param name="contract">The contract.</param>
public sealed class HostingClause(HostingContract contract) : IClause
{
    private const decimal MinutesPerHour = 60m;

    /// <inheritdoc/>
    public ContractId Id => contract.Id;

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(contract, input, lines);
        var shortfalls = contract.Customers.ToDictionary(customer => customer.Name, _ => new SortedDictionary<YearMonth, decimal>());
        for (var index = 0; index < input.Intervals.Length; index++)
        {
            var interval = input.Intervals[index];
            if (!interval.IsSettled || !contract.Term.Covers(interval.Slot.Start))
            {
                continue;
            }

            foreach (var customer in contract.Customers)
            {
                var missing = Interval(write, input, index, customer, out var contracted);
                var months = shortfalls[customer.Name];
                var month = interval.Day.ToYearMonth();
                months[month] = months.GetValueOrDefault(month) + missing - (contracted * (1m - contract.Uptime.Value));
            }
        }

        Promise(write, shortfalls);
    }

    private decimal Interval(ClauseLines write, SettlementInput input, int index, HostedCustomer customer, out decimal contracted)
    {
        var interval = input.Intervals[index];
        var reading = Reading(input, customer, index);
        var delivered = reading.Energy.Value * customer.Share.Value;
        contracted = customer.Contracted.Value * interval.Slot.Minutes.Value / MinutesPerHour;
        Energy(write, customer, interval, new(-delivered, LineUnit.MegawattHour, reading.Id));
        Credit(write, customer, interval, new(Math.Max(0m, contracted - delivered), LineUnit.MegawattHour, reading.Id));
        return contracted - delivered;
    }

    private static MeterReading Reading(SettlementInput input, HostedCustomer customer, int index)
    {
        if (customer.Meter is not { } meter)
        {
            return input.Intervals[index].Reading!.Value;
        }

        return input.SubMeters.TryGetValue(meter, out var readings) && readings[index] is { Quality: not ReadingQuality.Missing } reading
            ? reading
            : throw new RefusedException(
                ClauseErrors.NoSubMeter,
                $"customer '{customer.Name}': sub-meter '{meter}' has no reading of {InstantPattern.General.Format(input.Intervals[index].Slot.Start)}, an interval that the site's meter has.");
    }

    private void Energy(ClauseLines write, HostedCustomer customer, MeteredInterval interval, Counted sold)
    {
        if (contract.PricedBy != HostingPrice.Fixed)
        {
            write.Write(
                new(ChargeKind.Hosting, LineComponent.Share, customer.Name), interval.Slot, sold, ClauseLines.Market(interval.Physical!.Value), interval.JournalSequence);
        }

        if (contract.PricedBy != HostingPrice.PassThrough)
        {
            var component = contract.PricedBy == HostingPrice.Fixed ? LineComponent.Share : LineComponent.Adder;
            var price = ClauseLines.Stated(contract.PricedBy == HostingPrice.Fixed ? "clause:price" : "clause:margin", interval.Slot, contract.Price.Value);
            write.Write(new(ChargeKind.Hosting, component, customer.Name), interval.Slot, sold, price, interval.JournalSequence);
        }
    }

    // The customer's part of what its energy fetched: two lines, so that each has a price that stands somewhere.
    private void Credit(ClauseLines write, HostedCustomer customer, MeteredInterval interval, Counted missing)
    {
        var slot = interval.Slot;
        if (contract.CurtailmentCredit != EnergyPrice.Zero)
        {
            write.Write(
                new(ChargeKind.Hosting, LineComponent.Credit, customer.Name),
                slot,
                missing,
                ClauseLines.Stated("clause:curtailment_credit", slot, contract.CurtailmentCredit.Value),
                interval.JournalSequence);
        }

        if (contract.CurtailmentShare > Ratio.Zero && interval.Physical!.Value.Price > contract.Price)
        {
            var part = missing with { Quantity = missing.Quantity * contract.CurtailmentShare.Value };
            write.Write(
                new(ChargeKind.Hosting, LineComponent.Credit, $"{customer.Name}:market"), slot, part, ClauseLines.Market(interval.Physical!.Value), interval.JournalSequence);
            write.Write(
                new(ChargeKind.Hosting, LineComponent.Credit, $"{customer.Name}:price"),
                slot,
                part with { Quantity = -part.Quantity },
                ClauseLines.Stated("clause:price", slot, contract.Price.Value),
                interval.JournalSequence);
        }
    }

    private void Promise(ClauseLines write, Dictionary<string, SortedDictionary<YearMonth, decimal>> shortfalls)
    {
        if (contract.Uptime == Ratio.Zero)
        {
            return;
        }

        foreach (var month in MonthOfIntervals.Of(write))
        {
            foreach (var customer in contract.Customers)
            {
                write.Write(
                    new(ChargeKind.Hosting, LineComponent.Penalty, customer.Name),
                    month.Span,
                    new(Math.Max(0m, shortfalls[customer.Name][month.Month]), LineUnit.MegawattHour),
                    ClauseLines.Stated("clause:uptime_credit", month.Span, contract.UptimeCredit.Value));
            }
        }
    }
}
