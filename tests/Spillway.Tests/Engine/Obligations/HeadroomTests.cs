using CsCheck;
using Shouldly;
using Spillway.Engine.Signals.Obligations;
using Spillway.Units;
using Xunit;
using static Spillway.Tests.Engine.Obligations.Holders;

namespace Spillway.Tests.Engine.Obligations;

/// <summary>A hundred machines of 1 MW in two halls behind 120 MW unless said otherwise.</summary>
public sealed class HeadroomTests
{
    private static readonly HeadroomLedger _ledger = Ledger(120m);

    [Fact]
    public void The_worked_example_leaves_seventy_megawatts_to_sell_while_all_runs_and_none_while_only_the_award_does()
    {
        HeldPower[] held = [Held(HolderKind.EnergyBought, "block-1", 60m), Held(HolderKind.AncillaryUp, "as-1/rrs-ufr", 30m)];

        var all = _ledger.At(Halls.Slot(), [.. held], null);
        var kept = _ledger.At(Halls.Slot(), [.. held], new Megawatts(30m));
        var off = _ledger.At(Halls.Slot(), [.. held], Megawatts.Zero);

        all.Up.ShouldBe(new(new(100m), new(30m), new(70m), Megawatts.Zero));
        all.Ahead.Free.ShouldBe(new Megawatts(30m));
        kept.Up.ShouldBe(new(new(30m), new(30m), Megawatts.Zero, Megawatts.Zero));
        kept.Stands.ShouldBeTrue();
        off.Up.Missing.ShouldBe(new Megawatts(30m));
        off.Stands.ShouldBeFalse();
    }

    [Fact]
    public void Emergency_response_and_an_ancillary_service_never_share_a_megawatt()
    {
        HeldPower[] held = [Held(HolderKind.AncillaryUp, "as-1/ecrs", 60m), Held(HolderKind.EmergencyResponse, "ers-1", 50m)];

        var headroom = _ledger.At(Halls.Slot(), [.. held], null);

        headroom.Up.Held.ShouldBe(new Megawatts(110m));
        headroom.Up.Missing.ShouldBe(new Megawatts(10m));
        _ledger.Shortfalls(new(held), Begin, Hour(1), null).ShouldBe(
            [new(Begin, Hour(1), new(110m), new(100m), "as-1/ecrs + ers-1")]);
    }

    [Fact]
    public void What_stands_behind_an_award_cannot_be_sold_ahead_as_well()
    {
        var headroom = _ledger.At(
            Halls.Slot(),
            [Held(HolderKind.EnergyBought, "block-1", 60m), Held(HolderKind.AncillaryUp, "as-1/ecrs", 30m), Held(HolderKind.EnergySold, "trade-1", 40m)],
            null);

        headroom.Ahead.Missing.ShouldBe(new Megawatts(10m));
        headroom.Stands.ShouldBeFalse();
    }

    [Fact]
    public void A_service_downwards_needs_room_above_what_runs()
    {
        var held = Held(HolderKind.AncillaryDown, "as-1/reg-down", 20m);

        _ledger.At(Halls.Slot(), [held], new Megawatts(75m)).Down.ShouldBe(new(new(25m), new(20m), new(5m), Megawatts.Zero));
        _ledger.At(Halls.Slot(), [held], new Megawatts(90m)).Down.Missing.ShouldBe(new Megawatts(10m));
    }

    [Fact]
    public void What_an_operator_keeps_off_stands_behind_nothing_and_what_he_keeps_on_is_not_for_sale()
    {
        HeldPower[] held = [Held(HolderKind.HeldOff, "hold-1", 60m), Held(HolderKind.AncillaryUp, "as-1/ecrs", 50m)];

        _ledger.Shortfalls(new(held), Begin, Hour(1), null).ShouldBe([new(Begin, Hour(1), new(50m), new(40m), "as-1/ecrs")]);
        _ledger.At(Halls.Slot(), [Held(HolderKind.HeldOn, "hold-2", 60m)], null).Up.Free.ShouldBe(new Megawatts(40m));
    }

    [Fact]
    public void The_import_limit_holds_what_the_machines_could_draw_beyond_it()
    {
        var headroom = Ledger(70m).At(Halls.Slot(), [], null);

        headroom.Up.Free.ShouldBe(new Megawatts(70m));
        headroom.Holdings.ShouldBe([new(HolderKind.Interconnection, "import limit", new(30m))]);
    }

    [Fact]
    public void An_award_for_a_part_of_an_interval_binds_in_all_of_it()
    {
        var held = Held(HolderKind.AncillaryUp, "as-1/ecrs", 30m, from: 0.1, to: 0.2);

        HeldBounds.Of([held], Begin, Hour(0.25)).Running.ShouldBe(new Megawatts(30m));
        HeldBounds.Of([held], Hour(0.25), Hour(0.5)).ShouldBe(HeldBounds.None);
    }

    [Fact]
    public void An_order_that_would_break_awards_is_answered_with_every_time_and_its_numbers()
    {
        var book = new HeldBook([
            Held(HolderKind.AncillaryUp, "as-1/ecrs", 30m, 0, 1),
            Held(HolderKind.AncillaryUp, "as-1/ecrs", 30m, 1, 2),
            Held(HolderKind.EmergencyResponse, "ers-1", 20m, 2, 3),
            Held(HolderKind.EmergencyResponse, "ers-1", 5m, 3, 4),
        ]);

        _ledger.Shortfalls(book, Begin, Hour(5), new Megawatts(10m)).ShouldBe([
            new(Begin, Hour(2), new(30m), new(10m), "as-1/ecrs"),
            new(Hour(2), Hour(3), new(20m), new(10m), "ers-1"),
        ]);
        _ledger.Shortfalls(book, Begin, Hour(5), new Megawatts(30m)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_megawatt_has_exactly_one_holder() => _random.Sample(row =>
    {
        var ledger = Ledger(row.Import);
        var headroom = ledger.At(Halls.Slot(), [.. row.Held], row.Running is { } runs ? new Megawatts(Math.Min(runs, row.Import)) : null);
        headroom.Running.ShouldBeLessThanOrEqualTo(headroom.Capability);
        if (headroom.Running > headroom.Available)
        {
            return;
        }

        var sum = headroom.Holdings.Where(one => one.Kind is not (HolderKind.EnergyBought or HolderKind.EnergySold or HolderKind.AncillaryDown)).Sum(one => one.Power.Value);
        (sum + headroom.Up.Free.Value - headroom.Up.Missing.Value).ShouldBe(headroom.Capability.Value);
        headroom.Up.Free.ShouldBeGreaterThanOrEqualTo(Megawatts.Zero);
        (headroom.Up.Free > Megawatts.Zero && headroom.Up.Missing > Megawatts.Zero).ShouldBeFalse();
    });

    [Fact]
    public void Whatever_is_held_a_book_finds_what_a_look_at_everything_finds() => Gen.Select(Gen.Int[0, 40].Select(Gen.Int[1, 40]).Array[0, 30], Gen.Int[0, 40], Gen.Int[1, 10])
        .Sample((spans, from, length) =>
        {
            var held = spans.Select((span, index) => Held(HolderKind.AncillaryUp, $"as-{index}", 1m, span.Item1, span.Item1 + span.Item2)).ToList();

            new HeldBook(held).During(Hour(from), Hour(from + length)).Select(one => one.Holder)
                .ShouldBe(held.Where(one => one.Start < Hour(from + length) && one.End > Hour(from)).Select(one => one.Holder), ignoreOrder: true);
        });

    private static readonly Gen<(decimal Import, HeldPower[] Held, decimal? Running)> _random =
        from import in Gen.Int[1, 150]
        from held in (from kind in Gen.Int[1, 7] from name in Gen.Int[0, 99] from power in Gen.Int[0, 60] select Held((HolderKind)kind, $"h-{name}", power)).Array[0, 6]
        from running in Gen.Int[-20, 100]
        select ((decimal)import, held, running < 0 ? (decimal?)null : running);

    private static HeadroomLedger Ledger(decimal import) => new(Halls.Site(import, Halls.Hall("a", 40, 100m), Halls.Hall("b", 60, 50m)));
}
