using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Clauses;

/// <summary>One hour worked by hand: 100 MW at 40 and 60, off at 900 and 1,500; a block of 60 MW at 28; 30 MW awarded at 6.</summary>
public sealed class WorkedHourTests
{
    private static readonly Instant _hour = Ledger.Local(2026, 7, 1, 15);
    private static readonly Instant _rtc = Ledger.Local(2025, 12, 5);

    [Fact]
    public void The_block_is_owed_and_given_back_at_the_price_of_positions()
    {
        var lines = Hour().Settle(new FixedBlock(new("block"), new(60m), new(28m)));

        lines.Count.ShouldBe(8);
        lines.Of(LineComponent.Purchase).ShouldBe(1_680m);
        lines.Of(LineComponent.RealTimeValue).ShouldBe(-37_500m);
        lines.Of(ChargeKind.FixedBlock).ShouldBe(-35_820m);
        lines[0].Id.ToString().ShouldBe("2026-07-01T20:00:00Z/fixed-block/block/purchase");
    }

    [Fact]
    public void The_award_is_paid_and_before_the_change_nothing_is_bought_back()
    {
        var lines = Awarded(null, null).Settle(new AncillarySale(new("rrs"), "rrs-ufr", null, null));

        lines.Sum(line => line.Amount.Value).ShouldBe(-180m);
        lines.ShouldAllBe(line => line.Id.Charge == ChargeKind.AncillaryAward && line.Unit == LineUnit.MegawattHeldForAnHour);
    }

    [Fact]
    public void After_the_change_what_is_not_carried_is_bought_back_at_the_real_time_clearing_price()
    {
        var ledger = Hour();
        foreach (var (quarter, carried, price) in new[] { (0, 30m, 1m), (1, 30m, 1m), (2, 0m, 700m), (3, 0m, 1200m) })
        {
            ledger.Award(Row(_hour + Duration.FromMinutes(15 * quarter), 15, carried, price));
        }

        var lines = ledger.Settle(new AncillarySale(new("rrs"), "rrs-ufr", _rtc, null));

        lines.Of(ChargeKind.AncillaryAward).ShouldBe(-180m);
        lines.Of(ChargeKind.AncillaryImbalance).ShouldBe(14_250m);
    }

    [Fact]
    public void What_is_carried_beyond_the_award_is_paid() =>
        Awarded(40m, 12m).Settle(new AncillarySale(new("rrs"), "rrs-ufr", _rtc, null)).Of(ChargeKind.AncillaryImbalance).ShouldBe(-120m);

    [Fact]
    public void A_financial_award_that_does_not_say_what_was_carried_is_refused() =>
        Should.Throw<RefusedException>(() => Awarded(null, null).Settle(new AncillarySale(new("rrs"), "rrs-ufr", _rtc, null)))
            .Code.ShouldBe(ClauseErrors.NoRealTimeAward);

    [Fact]
    public void Day_ahead_energy_is_bought_at_its_own_price_and_worth_the_real_time_price()
    {
        var ledger = Hour().Award(new(_hour, Duration.FromHours(1), new("da"), "day-ahead", new(40m), new(55m), null, null, null, 2, 7));

        var lines = ledger.Settle(new DayAheadContract(new("da")));

        lines.Of(LineComponent.Purchase).ShouldBe(40m * 55m);
        lines.Of(LineComponent.RealTimeValue).ShouldBe(-10m * (40m + 60m + 900m + 1500m));
        lines.ShouldAllBe(line => line.Basis.Reading!.Value.Row == 7 && line.Id.Charge == ChargeKind.DayAhead);
    }

    [Fact]
    public void The_retailer_adds_its_adder_to_billed_energy_losses_at_the_market_price_and_fees_to_metered_energy()
    {
        var lines = Hour().Settle(new IndexContract(new("retail"), new(2.5m), new(1.02m), new(0.63m), new(3100m)));

        lines.Of(LineComponent.Adder).ShouldBe(50m * 1.02m * 2.5m);
        lines.Of(LineComponent.Losses).ShouldBe(25m * 0.02m * (40m + 60m));
        lines.Where(line => line.Id.Item == "").Of(LineComponent.Fee).ShouldBe(50m * 0.63m);
        // One day of July.
        lines.Where(line => line.Id.Item == "month").Of(LineComponent.Fee).ShouldBe(100m, 0.00001m);
    }

    [Fact]
    public void A_spread_is_owed_on_what_no_block_before_and_no_machine_has_used()
    {
        var first = new FixedBlock(new("first"), new(60m), new(28m));
        var second = new FixedBlock(new("second"), new(60m), new(33m)) { SellBackSpread = new(2m) };

        var lines = Hour().Settle(second, first);

        // 25 MWh drawn: 15 of the first block, 10 of the second, which leaves 5; off, all 15 are left.
        lines.Where(line => line.Id.Component == LineComponent.SellBackSpread).Select(line => line.Quantity).ShouldBe([5m, 5m, 15m, 15m]);
        lines.Of(LineComponent.SellBackSpread).ShouldBe(80m);
    }

    [Fact]
    public void Open_intervals_get_no_line()
    {
        var ledger = new Ledger().Add(_hour, 25m, 40m).Add(_hour + Duration.FromMinutes(15), null, 60m).Add(_hour + Duration.FromMinutes(30), 25m, null);

        ledger.Settle(new FixedBlock(new("block"), new(60m), new(28m))).Select(line => line.Span.Start).Distinct().ShouldBe([_hour]);
    }

    private static Ledger Hour() => new Ledger()
        .Add(_hour, 25m, 40m)
        .Add(_hour + Duration.FromMinutes(15), 25m, 60m)
        .Add(_hour + Duration.FromMinutes(30), 0m, 900m)
        .Add(_hour + Duration.FromMinutes(45), 0m, 1500m);

    private static Ledger Awarded(decimal? carried, decimal? price) => Hour().Award(Row(_hour, 60, carried, price));

    private static AwardRow Row(Instant at, int minutes, decimal? carried, decimal? price) => new(
        at,
        Duration.FromMinutes(minutes),
        new("rrs"),
        "rrs-ufr",
        new(30m),
        new(6m),
        carried is { } power ? new Megawatts(power) : null,
        price is { } cleared ? new EnergyPrice(cleared) : null,
        null,
        2,
        5);
}
