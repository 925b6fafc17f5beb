using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Clauses;

/// <summary>What holds for the lines of every kind of contract, on random days around both clock changes.</summary>
public sealed class EveryClauseTests
{
    [Fact]
    public void An_amount_is_its_quantity_times_its_price_under_the_contracts_rounding() => Sample((ledger, contract) =>
    {
        foreach (var line in ledger.Settle(contract))
        {
            line.Amount.Value.ShouldBe(Rounded(line.Quantity * line.Price, contract.Rounding));
        }
    });

    [Fact]
    public void Every_line_has_a_name_of_its_own_a_basis_and_its_contract() => Sample((ledger, contract) =>
    {
        var lines = ledger.Settle(contract);

        lines.Select(line => line.Id.ToString()).ShouldBeUnique();
        lines.ShouldAllBe(line => line.Id.Contract == contract.Id && line.Basis.Price != null && line.Basis.RuleVersion == "rules");
    });

    [Fact]
    public void Outside_its_term_a_contract_makes_no_line() => Sample((ledger, contract) =>
    {
        var settled = ledger.Input().Intervals.Where(interval => interval.IsSettled && contract.Term.Covers(interval.Slot.Start)).ToList();
        var (starts, ends) = (settled.Select(interval => interval.Slot.Start).ToHashSet(), settled.Select(interval => interval.Slot.End).ToHashSet());

        ledger.Settle(contract).ShouldAllBe(line => starts.Contains(line.Span.Start) && ends.Contains(line.Span.End));
    });

    [Fact]
    public void Two_contracts_that_follow_one_another_come_to_what_one_would_but_for_the_ninth_decimal_of_a_month() => Sample((ledger, contract) =>
    {
        // A month's highest demand and its promise belong to one contract; two of them each have their own.
        if (contract is DeliveryTariff or HostingContract || contract.Rounding != ContractRounding.Exact)
        {
            return;
        }

        var middle = Ledger.Local(2026, 3, 8);
        var whole = WithTerm(contract, ContractTerm.Always);
        var before = ledger.Settle(WithTerm(contract, new(Instant.MinValue, middle)));
        var after = ledger.Settle(WithTerm(contract, new(middle, Instant.MaxValue)));

        (Total(before) + Total(after)).ShouldBe(Total(ledger.Settle(whole)), 0.001m);
    });

    private static decimal Rounded(decimal product, ContractRounding rounding) => rounding switch
    {
        ContractRounding.CentHalfUp => Math.Round(product, 2, MidpointRounding.AwayFromZero),
        ContractRounding.CentHalfEven => Math.Round(product, 2, MidpointRounding.ToEven),
        ContractRounding.FourDecimals => Math.Round(product, 4, MidpointRounding.AwayFromZero),
        _ => product,
    };

    private static decimal Total(IEnumerable<StatementLine> lines) => lines.Sum(line => line.Amount.Value);

    private static void Sample(Action<Ledger, IContract> holds) =>
        Gen.Select(Ledgers, Contracts).Sample((ledger, contract) => holds(ledger, contract), iter: 60);

    private static IContract WithTerm(IContract contract, ContractTerm term) => contract switch
    {
        FixedBlock block => block with { Term = term, Schedule = PowerSchedule.Within(block.Power, term) },
        Trade trade => trade with { Term = term, Schedule = PowerSchedule.Within(trade.Schedule.Steps[0].Power, term) },
        IndexContract index => index with { Term = term },
        DayAheadContract dayAhead => dayAhead with { Term = term },
        AncillarySale sale => sale with { Term = term },
        EmergencyResponse response => response with { Term = term, Obligation = PowerSchedule.Within(response.Obligation.Steps[0].Power, term) },
        CoincidentPeakCharge charge => charge with { Term = term },
        DeliveryTariff tariff => tariff with { Term = term },
        HostingContract hosting => hosting with { Term = term },
        _ => contract,
    };

    // Three days from the eve of the spring change, in quarters of an hour, some open.
    private static Gen<Ledger> Ledgers => Gen.Select(Gen.Int[0, 2_500], Gen.Int[-25_000, 150_000], Gen.Int[0, 9]).Array[284].Select(cells =>
    {
        var ledger = new Ledger();
        var start = Ledger.Local(2026, 3, 7);
        for (var index = 0; index < cells.Length; index++)
        {
            var (energy, price, open) = cells[index];
            ledger.Add(start + Duration.FromMinutes(15 * index), open == 0 ? null : energy / 100m, open == 1 ? null : price / 100m, (price + 7) / 100m);
            if (index % 4 == 0)
            {
                var at = start + Duration.FromMinutes(15 * index);
                ledger.Award(new(at, Duration.FromHours(1), new("contract"), "day-ahead", new(energy % 40), new(price / 100m), null, null, null, 2, index + 2));
                ledger.Award(new(at, Duration.FromHours(1), new("contract"), "ecrs", new(energy % 30), new(price % 20), new(energy % 7), new(price / 100m), null, 2, index + 3));
            }
        }

        return ledger;
    });

    private static Gen<IContract> Contracts => Gen.Select(Gen.Int[0, 8], Gen.Int[1, 600], Gen.Int[-500, 9_000], Gen.Int[0, 3], Gen.Int[0, 71], (kind, tenths, cents, rounding, hour) =>
    {
        var id = new ContractId("contract");
        var (power, price) = (new Megawatts(tenths / 10m), new EnergyPrice(cents / 100m));
        var charge = new EnergyPrice(Math.Abs(cents) / 100m);
        var from = Ledger.Local(2026, 3, 7) + Duration.FromHours(hour);
        var term = new ContractTerm(from, from + Duration.FromHours(hour + 1));
        IContract contract = kind switch
        {
            0 => new FixedBlock(id, power, price) { SellBackSpread = charge },
            1 => new Trade(id, PowerSchedule.Flat(power), price),
            2 => new IndexContract(id, price, new(1.02m), charge, new(charge.Value * 31m)),
            3 => new DayAheadContract(id),
            4 => new AncillarySale(id, "ecrs", Instant.FromUtc(2026, 3, 9, 0, 0), null),
            5 => new EmergencyResponse(id, PowerSchedule.Flat(power), charge, null),
            6 => new CoincidentPeakCharge(id, 1, [new(new(2025, 7), null, Duration.FromMinutes(15), power)], [new(0, new(75_527m), "clause")]),
            7 => new DeliveryTariff(id, new(3_850m), Duration.FromMinutes(30), charge, new(0.8m), new(100m)) { Since = new YearMonth(2026, 3) },
            _ => new HostingContract(id, [new("acme", power, new(0.4m), null)], HostingPrice.Fixed, price) { Uptime = new(0.9m), UptimeCredit = charge, CurtailmentShare = new(0.5m) },
        };
        return Rounded(WithTerm(contract, term), (ContractRounding)rounding);
    });

    private static IContract Rounded(IContract contract, ContractRounding rounding) => contract switch
    {
        FixedBlock block => block with { Rounding = rounding },
        Trade trade => trade with { Rounding = rounding },
        IndexContract index => index with { Rounding = rounding },
        DayAheadContract dayAhead => dayAhead with { Rounding = rounding },
        AncillarySale sale => sale with { Rounding = rounding },
        EmergencyResponse response => response with { Rounding = rounding },
        CoincidentPeakCharge charge => charge with { Rounding = rounding },
        DeliveryTariff tariff => tariff with { Rounding = rounding },
        HostingContract hosting => hosting with { Rounding = rounding },
        _ => contract,
    };
}
