using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Tests.Engine.Settlements.Clauses;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Bridges;

/// <summary>Parts of the bridge from always-on, each reckoned by hand; the site is 100 MW worth 106.6 a MWh.</summary>
public sealed class AlwaysOnPartsTests
{
    private static readonly Instant _three = Ledger.Local(2026, 7, 1, 15);
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly Instant _peakOf2025 = Ledger.Local(2025, 7, 30, 16, 45);
    private static readonly Instant _peakOf2026 = Ledger.Local(2026, 7, 29, 16, 45);

    [Fact]
    public void Restarting_machines_drew_two_megawatt_hours_and_produced_nothing() =>
        // −2 MWh × 106.6.
        Part(BridgePartKind.RestartLosses, Terms([]) with { Known = new Restarts(2m) }, Hour()).ShouldBe(-213.20m);

    [Fact]
    public void An_ancillary_award_less_what_was_bought_back()
    {
        var hour = Hour();
        decimal[] carried = [30m, 30m, 0m, 0m], prices = [1m, 1m, 700m, 1_200m];
        for (var index = 0; index < carried.Length; index++)
        {
            hour.Award(new(_three + (_quarter * index), _quarter, new("rrs"), "rrs-ufr", new(30m), new(6m), new(carried[index]), new(prices[index]), null, 2, index + 2));
        }

        // 30 MW for an hour at 6 are 180; 7.5 MW·h at 700 and at 1,200 were bought back.
        Part(BridgePartKind.Ancillary, Terms([new AncillarySale(new("rrs"), "rrs-ufr", Instant.FromUtc(2025, 12, 5, 6, 0), null)]), hour).ShouldBe(180m - 5_250m - 9_000m);
    }

    [Fact]
    public void Emergency_response_pays_for_twenty_megawatts_over_an_hour() =>
        Part(BridgePartKind.EmergencyResponse, Terms([new EmergencyResponse(new("ers"), PowerSchedule.Flat(new(20m)), new(4.36m), new Ratio(1m))]), Hour()).ShouldBe(87.20m);

    [Theory]
    [InlineData(null, 629_391.67)]
    [InlineData(30, 440_574.17)]
    public void A_range_with_a_peak_and_its_charge_tells_what_being_off_at_the_peak_saved(int? stated, double saved)
    {
        // Off at the peak of July 2025 by the meter, or at 30 MW by the contract; January 2026 owes a twelfth of 75,527 for each MW of it.
        var ledger = new Ledger().Add(_peakOf2025, 0m, 5_000m);
        for (var day = new LocalDate(2026, 1, 1); day.Month == 1; day = day.PlusDays(1))
        {
            ledger.Add(Ledger.Local(2026, 1, day.Day), 25m, 40m);
        }

        var charge = Charge(1, new CoincidentPeak(new(2025, 7), _peakOf2025, _quarter, stated is { } megawatts ? new Megawatts(megawatts) : null)) with
        {
            Term = new(Ledger.Local(2026, 1, 1), Instant.MaxValue),
        };

        Part(BridgePartKind.CoincidentPeaks, Terms([charge]), ledger).ShouldBe((decimal)saved);
    }

    [Fact]
    public void A_months_own_bridge_has_nothing_of_its_peaks_and_what_they_leave_stands_beside_it()
    {
        var terms = Terms([FourPeaks(_peakOf2026)]);
        var input = July(7.5m).Input();

        AlwaysOnBridge.Of(input, terms, StatementMaker.Of(input, terms)).Parts.ShouldNotContain(part => part.Kind == BridgePartKind.CoincidentPeaks);
        var left = NextChargePeaks.Of(input, terms).ShouldHaveSingleItem();

        // (100 − 30) MW × 75,527 ÷ 4 peaks.
        left.Left!.Value.Value.ShouldBe(1_321_722.50m);
        (left.Contract.Text, left.Month, left.Start, left.IsOfficial, left.ChargeYear).ShouldBe(("4cp", new YearMonth(2026, 7), _peakOf2026, true, 2027));
        (left.Drawn, left.AlwaysOn, left.Rate).ShouldBe((new Megawatts(30m), new Megawatts(100m), new Money(75_527m)));
        left.Because.ShouldBe("2026-07-29T21:45:00Z, the official interval: 30 MW drawn instead of 100 always on, 75,527 a MW and year, one of 4 peaks.");
    }

    [Fact]
    public void The_largest_load_so_far_stands_in_where_no_official_peak_is_known_and_is_said_to()
    {
        var input = July(0m).Input() with { LargestLoads = [new(new(2026, 7), _peakOf2026, _quarter, null)] };

        var left = NextChargePeaks.Of(input, Terms([FourPeaks(null)])).ShouldHaveSingleItem();

        (left.IsOfficial, left.Left!.Value.Value).ShouldBe((false, 1_888_175m));
        left.Because.ShouldContain("the largest load known so far, not official");
        NextChargePeaks.Of(input, Terms([FourPeaks(_peakOf2026)])).ShouldHaveSingleItem().IsOfficial.ShouldBeTrue("the official interval goes before");
    }

    [Fact]
    public void What_is_not_known_is_said_and_never_zero()
    {
        var rated = FourPeaks(_peakOf2026) with { Rates = [new(2026, new(75_527m), "rules")] };

        var unrated = NextChargePeaks.Of(July(7.5m).Input(), Terms([rated])).ShouldHaveSingleItem();
        var unread = NextChargePeaks.Of(July(null).Input(), Terms([FourPeaks(_peakOf2026)])).ShouldHaveSingleItem();

        (unrated.Left, unrated.Rate).ShouldBe((null, null));
        unrated.Because.ShouldContain("the rate of 2027 is not known yet");
        (unread.Left, unread.Drawn).ShouldBe((null, null));
        unread.Because.ShouldContain("no meter reading covers it");
    }

    [Fact]
    public void A_contract_that_ends_with_the_year_owes_nothing_for_its_peaks() =>
        NextChargePeaks.Of(July(7.5m).Input(), Terms([FourPeaks(_peakOf2026) with { Term = new(Instant.MinValue, Ledger.Local(2027, 1, 1)) }])).ShouldBeEmpty();

    private static decimal Part(BridgePartKind kind, StatementTerms terms, Ledger ledger)
    {
        var input = ledger.Input();
        var bridge = AlwaysOnBridge.Of(input, terms, StatementMaker.Of(input, terms));
        (bridge.From.Value + bridge.Parts.Sum(part => part.Amount.Value)).ShouldBe(bridge.To.Value);
        return bridge.Parts.Single(part => part.Kind == kind).Amount.Value;
    }

    private static StatementTerms Terms(ImmutableArray<IContract> contracts) =>
        new(Halls.Site(100m, Halls.Hall("a", 100, 106.6m)) with { Contracts = contracts }, "USD", null, null);

    private static Ledger Hour() => Enumerable.Range(0, 4).Aggregate(new Ledger(), (ledger, index) => ledger.Add(_three + (_quarter * index), 25m, 40m));

    // An interval before and the one of the peak: a clause that goes by days needs no more.
    private static Ledger July(decimal? atPeak) => new Ledger().Add(_peakOf2026 - _quarter, 25m, 40m).Add(_peakOf2026, atPeak, 5_000m);

    private static CoincidentPeakCharge FourPeaks(Instant? official) => Charge(
        4,
        [
            .. Enumerable.Range(6, 4).Select(month => new CoincidentPeak(new(2025, month), null, _quarter, new Megawatts(50m))),
            .. official is { } start ? [new CoincidentPeak(new(2026, 7), start, _quarter, null)] : ImmutableArray<CoincidentPeak>.Empty,
        ]);

    private static CoincidentPeakCharge Charge(int perYear, params CoincidentPeak[] peaks) =>
        new(new("4cp"), perYear, [.. peaks], [new(CoincidentPeakCharge.EveryYear, new(75_527m), "clause:rate_per_mw_year")]);

    /// <summary>A journal that knows of one group that it drew all and lost some of it in every first quarter.</summary>
    private sealed class Restarts(decimal lost) : IKnownProduction
    {
        public ImmutableArray<KnownGroupRun>? At(Instant start) => [new(new(25m), start == _three ? new(lost) : MegawattHours.Zero)];
    }
}
