using System.Net;
using Shouldly;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Console.Now;
using Spillway.Engine.Signals.Orders;
using Spillway.Tests.Engine.Control;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Api;

public sealed class BoardApiTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_takes_the_least_valuable_first_and_says_what_it_costs()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, body) = await rig.GetAsync("/api/v1/promise?by_mw=35&within_seconds=30");

        // 30 MW of hall-a earn 70, 20 of hall-b 90, and power costs 30.50.
        status.ShouldBe(HttpStatusCode.OK);
        ((decimal)body["level_mw"]!).ShouldBe(15m);
        ((decimal)body["reduction_mw"]!).ShouldBe(35m);
        body["groups"]!.AsArray().Select(group => ((string)group!["group"]!, (decimal)group["off_mw"]!)).ShouldBe([("hall-a", 30m), ("hall-b", 5m)]);
        ((decimal)body["cost_usd_per_hour"]!).ShouldBe((30m * 39.5m) + (5m * 59.5m));
        ((decimal)body["left_over_mw"]!).ShouldBe(0m);
        ((decimal)(await rig.GetAsync("/api/v1/promise?by_mw=57&within_seconds=30")).Body["left_over_mw"]!).ShouldBe(7m, "50 are drawn");
        rig.State.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_floor_brings_on_the_most_valuable_first_and_a_hold_all_of_its_group()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        OrderPreviews.Of(rig.View, Plants.Hold("hall-a", isOn: false)).Groups.Select(group => (group.Group.Text, group.Power.Value)).ShouldBe([("hall-a", 30m)]);
        OrderPreviews.Of(rig.View, Plants.LockGroup("hall-a")).Groups.ShouldBeEmpty();
        rig.Pass(Plants.Hold("hall-a", isOn: false), Plants.Hold("hall-b", isOn: false));
        rig.Pass();
        rig.Pass();
        var floor = OrderPreviews.Of(rig.View, Plants.Floor(25m));

        floor.Groups.Select(group => (group.Group.Text, group.Power.Value)).ShouldBe([("hall-b", -20m), ("hall-a", -5m)]);
        floor.CostPerHour.ShouldBe(-((20m * 59.5m) + (5m * 39.5m)));
        floor.Promise.ShouldBeNull();
    }

    [Fact]
    public async Task An_order_that_a_desk_finds_when_it_starts_is_followed_from_there()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        rig.Pass(Plants.Ceiling(10m, 30, id: "call-1"), Plants.Floor(5m));

        var book = new OrderProgressBook(rig.View);
        var begun = book.All.ShouldHaveSingleItem();
        (begun.Order.Text, begun.IsOlder, begun.Level.Value, begun.KeptAt).ShouldBe(("call-1", true, 10m, null));
        for (var pass = 0; pass < 5; pass++)
        {
            rig.Pass();
        }

        book.All[0].IsInTime.ShouldBe(true);
        rig.Pass(new Order(new("over"), OrderKind.Release, OrderRank.OperatorHold, null, null, null, new OrderId("call-1"), null, null, "over", "me"));
        book.All[0].EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_shed_is_followed_in_watts_until_it_is_kept_and_over()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        rig.Pass(Plants.Ceiling(10m, 30, id: "call-1"));
        var begun = (await rig.GetAsync("/api/v1/progress")).Body["orders"]!.AsArray()[0]!;
        for (var pass = 0; pass < 5; pass++)
        {
            rig.Pass();
        }

        var kept = (await rig.GetAsync("/api/v1/progress")).Body["orders"]!.AsArray()[0]!;
        rig.Pass(Plants.Release("call-1"));
        var over = (await rig.GetAsync("/api/v1/progress")).Body["orders"]!.AsArray()[0]!;

        ((decimal)begun["before_mw"]!).ShouldBe(50m);
        begun["kept_utc"].ShouldBeNull();
        ((decimal)kept["power_mw"]!).ShouldBeLessThanOrEqualTo(10m);
        kept["kept_utc"].ShouldNotBeNull();
        kept["ended_utc"].ShouldBeNull();
        over["ended_utc"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_one_line_diagram_holds_every_feed_once_and_its_power_adds_up()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (_, body) = await rig.GetAsync("/api/v1/one-line");

        var groups = body["groups"]!.AsArray();
        groups.Select(group => group!["feeds"]!.AsArray().Count).ShouldBe([3, 2]);
        foreach (var group in groups)
        {
            group!["feeds"]!.AsArray().Sum(feed => (decimal)feed!["power_mw"]!).ShouldBe((decimal)group["power_mw"]!);
        }

        groups.SelectMany(group => group!["feeds"]!.AsArray()).ShouldAllBe(feed => (string)feed!["position"]! == "closed");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(11)]
    public async Task The_diagram_is_laid_out_within_its_width_and_nothing_covers_another(int columns)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var picture = new DeskPictures(rig.View).Of(rig.Board.Newest);

        var drawing = OneLineDrawing.Of(picture, columns);

        var loads = drawing.Groups.SelectMany(group => group.Rows).SelectMany(row => row.Loads).ToList();
        loads.Count.ShouldBe(5);
        loads.Select(load => (load.X, load.Y)).Distinct().Count().ShouldBe(5);
        loads.ShouldAllBe(load => load.X + (OneLineDrawing.CellWidth / 2) <= drawing.Width && load.Y + 60 <= drawing.Height);
        loads.Select(load => load.Name).ShouldBe(picture.Feeds.Select(feed => feed.Feed.Id.Text));
    }
}
