using CsCheck;
using Shouldly;
using Spillway.Engine.Signals;
using Spillway.Tests.Simulation.Independent;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Signals;

public sealed class PriceHistoryTests
{
    [Fact]
    public void Nothing_is_known_at_first()
    {
        var history = Empty();

        history.Count.ShouldBe(0);
        history.Newest.ShouldBeNull();
        history.NewestStart.ShouldBeNull();
        history.Estimates.Length.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => history.Start(0));
    }

    [Fact]
    public void A_correction_changes_the_new_view_and_no_older_one()
    {
        var before = Empty().With(Report(0, 10m)).With(Report(1, 20m));
        var after = before.With(Report(0, 99m));

        before.Price(0).ShouldBe(10.0);
        after.Price(0).ShouldBe(99.0);
        after.Newest.ShouldBe(new EnergyPrice(20m));
        after.Count.ShouldBe(2);
    }

    [Fact]
    public void A_late_report_of_a_gap_takes_its_place_in_the_order()
    {
        var before = Empty().With(Report(0, 10m)).With(Report(2, 30m));
        var after = before.With(Report(1, 20m));

        Shown(after).ShouldBe("0:10 1:20 2:30");
        Shown(before).ShouldBe("0:10 2:30");
        after.NewestStart.ShouldBe(Halls.Slot(2).Start);
    }

    [Fact]
    public void No_view_ever_changes_whatever_is_added_to_whichever_view() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 12], Gen.Int[1, 500]).Array[1, 40].Sample(additions =>
        {
            List<(PriceHistory View, string Shown)> views = [(Empty(), "")];
            foreach (var (from, at, price) in additions)
            {
                var view = views[Math.Min(from, views.Count - 1)].View.With(Report(at, price));
                views.Add((view, Shown(view)));
            }

            views.ShouldAllBe(view => Shown(view.View) == view.Shown);
        });

    [Fact]
    public void Many_reports_at_once_are_the_same_reports_one_by_one() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[1, 500]).Array[0, 20].Array[1, 4].Sample(frames =>
        {
            var (atOnce, oneByOne) = (Empty(), Empty());
            foreach (var frame in frames)
            {
                var before = (View: atOnce, Shown: Shown(atOnce));
                atOnce = atOnce.WithAll([.. frame.Select(static one => Report(one.Item1, one.Item2))]);
                oneByOne = frame.Aggregate(oneByOne, static (history, one) => history.With(Report(one.Item1, one.Item2)));
                Shown(before.View).ShouldBe(before.Shown);
            }

            Shown(atOnce).ShouldBe(Shown(oneByOne));
        });

    private static string Shown(PriceHistory history) => string.Join(' ', Enumerable.Range(0, history.Count).Select(index =>
        $"{(history.Start(index) - Halls.Slot(0).Start).TotalMinutes / 15}:{history.Price(index)}"));

    private static PriceHistory Empty() => PriceHistory.Empty([EngineSites.Point], 0);

    private static PriceReport Report(int slot, decimal price) => new(Halls.Slot(slot).Start, new(price), [(double)price]);
}
