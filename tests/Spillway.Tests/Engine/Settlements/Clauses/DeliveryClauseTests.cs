using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Clauses;

public sealed class DeliveryClauseTests
{
    private static readonly LocalDate _march = new(2026, 3, 1);

    [Fact]
    public void A_month_is_charged_by_its_highest_quarter_hour_its_energy_and_its_fee()
    {
        var peak = Ledger.Local(2026, 3, 17, 16, 30);
        var ledger = Ledger.Days(_march, new(2026, 4, 1), at => at == peak ? 25m : 20m, _ => 40m);

        var lines = ledger.Settle(Tariff(0m));

        // March has 31 days less an hour: 2,972 quarters.
        lines.Of(LineComponent.Demand).ShouldBe(100m * 3_850m);
        lines.Of(LineComponent.Energy).ShouldBe(((2_971m * 20m) + 25m) * 0.42m);
        lines.Of(LineComponent.Fee).ShouldBe(1_250m);
        lines.Single(line => line.Id.Component == LineComponent.Demand).Basis.Reading!.Value.Start.ShouldBe(peak);
    }

    [Fact]
    public void A_month_ends_at_local_midnight()
    {
        var ledger = Ledger.Days(new(2026, 3, 31), new(2026, 4, 2), at => at < Ledger.Local(2026, 4, 1) ? 25m : 10m, _ => 40m);

        var demands = ledger.Settle(Tariff(0m)).Where(line => line.Id.Component == LineComponent.Demand).ToList();

        demands.Select(line => line.Quantity).ShouldBe([100m * 0.032258065m, 40m * 0.033333333m]);
        demands[1].Span.Start.ShouldBe(Ledger.Local(2026, 4, 1));
    }

    [Fact]
    public void A_longer_window_is_the_mean_of_its_quarters_on_the_clock()
    {
        var at = Ledger.Local(2026, 3, 1);
        var ledger = new Ledger();
        foreach (var (index, energy) in new[] { (0, 10m), (1, 25m), (2, 25m), (3, 10m), (4, 18m), (5, 18m) })
        {
            ledger.Add(at + Duration.FromMinutes(15 * index), energy, 40m);
        }

        ledger.Settle(Tariff(0m) with { DemandWindow = Duration.FromMinutes(30), MonthlyFee = Money.Zero })
            .Single(line => line.Id.Component == LineComponent.Demand).Quantity.ShouldBe(72m * 0.032258065m);
    }

    [Fact]
    public void A_window_with_an_open_quarter_is_no_demand()
    {
        var at = Ledger.Local(2026, 3, 1);

        new Ledger().Add(at, 25m, 40m).Add(at + Duration.FromMinutes(15), null, 40m).Add(at + Duration.FromMinutes(30), 5m, 40m).Add(at + Duration.FromMinutes(45), 5m, 40m)
            .Settle(Tariff(0m) with { DemandWindow = Duration.FromMinutes(30) })
            .Single(line => line.Id.Component == LineComponent.Demand).Quantity.ShouldBe(20m * 0.032258065m);
    }

    [Fact]
    public void An_earlier_peak_holds_eleven_months_up_and_not_the_twelfth()
    {
        // 100 MW on one day of January 2026, 50 MW on one day of each month after it; 80 % ratchet.
        var ledger = new Ledger();
        for (var month = 0; month < 13; month++)
        {
            var first = new LocalDate(2026, 1, 1).PlusMonths(month);
            ledger.Add(Ledger.Local(first.Year, first.Month, first.Day), month == 0 ? 25m : 12.5m, 40m);
        }

        var tariff = Tariff(0.8m) with { Since = new YearMonth(2026, 1), MonthlyFee = Money.Zero };
        var ratchets = ledger.Settle(tariff).Where(line => line.Id.Component == LineComponent.Ratchet).ToList();

        ratchets.Select(line => line.Span.Start.InZone(Ledger.Central).Date.Month).ShouldBe(Enumerable.Range(2, 11));
        ratchets[0].Quantity.ShouldBe(30m * 0.035714286m);
    }

    [Fact]
    public void A_stated_peak_stands_instead_of_the_meter_and_the_meter_for_the_rest()
    {
        var tariff = Tariff(1m) with { EarlierPeaks = [.. Enumerable.Range(0, 10).Select(back => new MonthlyPeak(new YearMonth(2026, 1).PlusMonths(-back), new(60m)))] };

        Ledger.Days(_march, new(2026, 4, 1), _ => 10m, _ => 40m).Earlier(Ledger.Local(2026, 2, 3), 20m)
            .Settle(tariff).Single(line => line.Id.Component == LineComponent.Ratchet).Quantity.ShouldBe(40m);
    }

    [Fact]
    public void A_month_before_the_tariff_holds_nothing_up_unless_it_is_stated()
    {
        var since = Tariff(0.8m) with { Since = new YearMonth(2026, 3) };
        var ledger = Ledger.Days(_march, new(2026, 4, 1), _ => 10m, _ => 40m).Earlier(Ledger.Local(2026, 2, 3), 25m);

        ledger.Settle(since).ShouldAllBe(line => line.Id.Component != LineComponent.Ratchet);
        ledger.Settle(since with { EarlierPeaks = [new(new YearMonth(2026, 2), new(100m))] })
            .Single(line => line.Id.Component == LineComponent.Ratchet).Quantity.ShouldBe(40m);
    }

    [Fact]
    public void A_month_that_nothing_tells_is_refused_by_its_name()
    {
        var refused = Should.Throw<RefusedException>(() =>
            Ledger.Days(_march, new(2026, 4, 1), _ => 10m, _ => 40m).Earlier(Ledger.Local(2026, 2, 3), 20m).Settle(Tariff(0.8m)));

        refused.Code.ShouldBe(ClauseErrors.NoEarlierPeak);
        refused.Message.ShouldContain("looks back to 2026-01");
    }

    private static DeliveryTariff Tariff(decimal ratchet) => new(
        new("wires"), new(3_850m), Duration.FromMinutes(15), new(0.42m), new(ratchet), new(1_250m));
}
