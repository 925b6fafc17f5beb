using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Settlements.Statements;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Reconciliations;

public sealed class ReconcilerTests
{
    private static readonly Instant Tenth = BilledMonth.From + Duration.FromMinutes(150);

    [Fact]
    public void A_bill_that_says_the_same_has_no_variance()
    {
        var found = Reconcile(BilledMonth.Lines());

        found.Variances.ShouldBeEmpty();
        found.MatchedPlaces.ShouldBe(BilledMonth.Statement.Lines.Length);
        found.Tolerated.ShouldBe(found.Difference);
    }

    [Fact]
    public void Twelve_planted_errors_are_all_found_each_for_what_it_is_and_none_is_invented()
    {
        var lines = BilledMonth.Lines();
        var planted = new PlantedErrors(lines);
        planted.Reprice(BilledMonth.Energy, Tenth, 4_999m);
        planted.Reprice(BilledMonth.Value, Tenth + Duration.FromHours(3), 31m);
        planted.Recount(BilledMonth.Energy, Tenth + Duration.FromHours(5), 2.5m);
        planted.Recount(BilledMonth.Purchase, Tenth + Duration.FromHours(6), -1m);
        planted.Drop(BilledMonth.Energy, Tenth + Duration.FromHours(8));
        planted.Swap(BilledMonth.Energy, BilledMonth.ClockChange - Duration.FromHours(1), BilledMonth.ClockChange);
        planted.Add(BilledMonth.Purchase, Tenth + Duration.FromHours(10), 0.009m + 0.005m);
        planted.Reprice(BilledMonth.Adder, Tenth + Duration.FromHours(12), 2.35m);
        planted.Scale(BilledMonth.Energy, Tenth + Duration.FromHours(14), BilledMonth.Loss);
        planted.Repeat(BilledMonth.Value, Tenth + Duration.FromHours(16));
        planted.Turn(BilledMonth.Purchase, Tenth + Duration.FromHours(18));
        planted.Add(BilledMonth.Losses, Tenth + Duration.FromHours(20), 7.77m);

        var found = Reconcile(lines, (Tenth, 4_999m));

        found.Variances.Select(variance => (variance.Class, variance.Span.Start, variance.Scope))
            .ShouldBe(planted.Expected, ignoreOrder: true);
        planted.Kinds.ShouldBe(12);
        Balances(found);
    }

    [Fact]
    public void A_price_that_was_published_and_does_not_stand_is_named_even_where_the_bill_shows_amounts_alone()
    {
        var lines = BilledMonth.Lines();
        var at = lines.FindIndex(line => line.Scope == BilledMonth.Energy && line.Span.Start == Tenth);
        lines[at] = lines[at] with { Quantity = null, Price = null, Amount = new(Math.Round(lines[at].Quantity!.Value * 812.34m, 2)) };

        Reconcile(lines, (Tenth, 812.34m)).Variances.Single().Class.ShouldBe(VarianceClass.PriceRevision);
        Reconcile(lines).Variances.Single().Class.ShouldBe(VarianceClass.Unknown);
    }

    [Fact]
    public void A_step_on_every_price_is_an_adder_and_not_a_thousand_price_revisions()
    {
        var lines = BilledMonth.Lines()
            .Select(line => line.Scope == BilledMonth.Energy
                ? line with { Price = new(line.Price!.Value.Value + 0.5m), Amount = new(line.Amount.Value + (0.5m * line.Quantity!.Value)) }
                : line);

        Reconcile(lines).ByClass.Select(group => group.Class).ShouldBe([VarianceClass.Adder]);
    }

    [Fact]
    public void A_wrong_quantity_at_a_wrong_price_that_comes_to_the_right_amount_is_asked_about()
    {
        var lines = BilledMonth.Lines();
        var at = lines.FindIndex(line => line.Scope == BilledMonth.Purchase && line.Span.Start == Tenth);
        lines[at] = lines[at] with { Quantity = 30m, Price = new(14m) };

        Reconcile(lines).Variances.Single().Class.ShouldBe(VarianceClass.Unknown);
    }

    [Fact]
    public void A_daily_line_stands_for_all_our_lines_of_the_day()
    {
        var day = new Interval(BilledMonth.From, BilledMonth.From + Duration.FromDays(1));
        var lines = BilledMonth.Lines();
        var own = lines.Where(line => line.Scope == BilledMonth.Adder && day.Contains(line.Span.Start)).ToList();
        lines.RemoveAll(own.Contains);
        lines.Add(own[0] with { Span = day, Quantity = own.Sum(line => line.Quantity), Amount = new(own.Sum(line => line.Amount.Value)) });

        Reconcile(lines).Variances.ShouldBeEmpty();
    }

    [Fact]
    public void On_the_day_the_clocks_change_a_wrong_volume_of_a_flat_position_is_a_volume()
    {
        // The purchase is 15 MWh at 28 in every quarter, so that an hour earlier and an hour later have the billed quantity too.
        var noon = BilledMonth.ClockChange + Duration.FromHours(11);
        var ours = BilledMonth.Statement with
        {
            Lines = [.. BilledMonth.Statement.Lines.Select(line => line.Span.Start == noon && line.Id.Component == LineComponent.Purchase ? line with { Quantity = 14m, Amount = new(14m * 28m) } : line)],
        };

        var variance = Reconciler.Reconcile(ours, BilledMonth.BillOf(BilledMonth.Lines()), BilledMonth.Causes()).Variances.ShouldHaveSingleItem();

        variance.Class.ShouldBe(VarianceClass.Volume);
        variance.Span.Start.ShouldBe(noon);
    }

    [Fact]
    public void A_line_where_our_interval_is_open_is_not_put_down_to_the_clocks()
    {
        var at = BilledMonth.ClockChange - Duration.FromMinutes(45);
        var ours = BilledMonth.Statement with { Lines = [.. BilledMonth.Statement.Lines.Where(line => line.Span.Start != at)] };

        var found = Reconciler.Reconcile(ours, BilledMonth.BillOf(BilledMonth.Lines()), BilledMonth.Causes() with { Open = [at] });

        found.Variances.ShouldNotBeEmpty();
        found.Variances.ShouldAllBe(static variance => variance.Class == VarianceClass.NotOurs);
    }

    [Fact]
    public void What_lies_outside_a_bill_that_ends_early_is_counted()
    {
        var lines = BilledMonth.Lines();
        var all = lines.Count;
        lines.RemoveAll(line => line.Span.Start >= BilledMonth.ClockChange);
        var bill = BilledMonth.BillOf(lines) with { Range = new(BilledMonth.From, BilledMonth.ClockChange) };

        var found = Reconciler.Reconcile(BilledMonth.Statement, bill, BilledMonth.Causes());

        found.Variances.ShouldBeEmpty();
        found.OutsideLines.ShouldBe(all - lines.Count);
        (found.Outside.Value + found.Ours.Value).ShouldBe(BilledMonth.Statement.Lines.Sum(line => line.Amount.Value));
    }

    [Fact]
    public void Bill_less_ours_is_the_sum_of_the_places_whatever_was_changed() =>
        Gen.Select(Gen.Int[0, BilledMonth.Statement.Lines.Length - 1], Gen.Int[0, 3], Gen.Decimal[-500m, 500m])
            .List[0, 20]
            .Sample(changes =>
            {
                var lines = BilledMonth.Lines();
                foreach (var (index, kind, by) in changes)
                {
                    var line = lines[index % lines.Count];
                    switch (kind)
                    {
                        case 0: lines.Remove(line); break;
                        case 1: lines.Add(line); break;
                        case 2: lines[lines.IndexOf(line)] = line with { Amount = new(line.Amount.Value + Math.Round(by, 2)) }; break;
                        default: lines[lines.IndexOf(line)] = line with { Quantity = null, Price = null, Amount = new(Math.Round(by, 2)) }; break;
                    }
                }

                Balances(Reconcile(lines));
            });

    private static void Balances(Reconciliation found) =>
        (found.Variances.Sum(variance => variance.Difference.Value) + found.Tolerated.Value).ShouldBe(found.Difference.Value);

    private static Reconciliation Reconcile(IEnumerable<BillLine> lines, params (Instant, decimal)[] others) =>
        Reconciler.Reconcile(BilledMonth.Statement, BilledMonth.BillOf(lines), BilledMonth.Causes(others));
}
