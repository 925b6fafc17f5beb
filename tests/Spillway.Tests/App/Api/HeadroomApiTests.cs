using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.Engine.Signals.Obligations;
using Spillway.Tests.Engine;
using Xunit;

namespace Spillway.Tests.App.Api;

/// <summary>A site of 50 MW of which 20 are held for an hour.</summary>
public sealed class HeadroomApiTests
{
    private static readonly Instant _now = Halls.Slot().Start;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_status_says_what_is_held_by_whom_and_what_is_free()
    {
        await using var rig = await HeldAsync();

        var (_, status) = await rig.GetAsync("/api/v1/status");

        var headroom = (JsonObject)status["headroom"]!;
        ((decimal)headroom["up"]!["held_mw"]!).ShouldBe(20m);
        ((decimal)headroom["up"]!["free_mw"]!).ShouldBe(30m);
        headroom["holders"]!.AsArray().Select(one => $"{one!["kind"]} {one["holder"]} {one["mw"]}").ShouldContain("ancillary-up as-1/ecrs 20");
    }

    [Fact]
    public async Task An_operators_hold_is_in_the_ledger()
    {
        await using var rig = await HeldAsync();
        await rig.OrderAsync("""{"id":"keep","kind":"hold","group":"hall-b","state":"on","reason":"test","by":"me"}""");

        var (_, answer) = await rig.GetAsync("/api/v1/headroom?hours=2");

        var intervals = answer["intervals"]!.AsArray();
        ((decimal)intervals[0]!["up"]!["free_mw"]!).ShouldBe(10m);
        ((decimal)intervals[^1]!["up"]!["free_mw"]!).ShouldBe(30m);
    }

    [Theory]
    [InlineData("""{"id":"o-1","kind":"shed","to_mw":10,"rank":"operator","reason":"test","by":"me"}""", 10)]
    [InlineData("""{"id":"o-1","kind":"shed","by_mw":45,"rank":"operator","reason":"test","by":"me"}""", 5)]
    public async Task An_operators_order_that_would_break_an_award_is_refused_with_the_numbers(string body, int running)
    {
        await using var rig = await HeldAsync();

        var (status, answer) = await rig.OrderAsync(body);

        status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)answer["code"]).ShouldBe("SW6508");
        var shortfall = (JsonObject)answer["shortfalls"]!.AsArray().Single()!;
        ((decimal)shortfall["needed_mw"]!).ShouldBe(20m);
        ((decimal)shortfall["running_mw"]!).ShouldBe(running);
        ((string?)shortfall["holders"]).ShouldBe("as-1/ecrs");
        ((string?)answer["detail"]).ShouldBe($"Order o-1: from 2023-08-17T20:00Z to 2023-08-17T21:00Z 20 MW must run for as-1/ecrs and {running} MW would.");
        rig.State.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hold_off_that_leaves_too_little_is_refused_and_one_that_does_not_is_taken()
    {
        await using var rig = await HeldAsync(25m);

        var (tooMuch, _) = await rig.OrderAsync("""{"id":"o-1","kind":"hold","group":"hall-a","state":"off","reason":"test","by":"me"}""");
        var (fine, _) = await rig.OrderAsync("""{"id":"o-2","kind":"hold","group":"hall-b","state":"off","reason":"test","by":"me"}""");

        tooMuch.ShouldBe(HttpStatusCode.Conflict);
        fine.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("protection")]
    [InlineData("obligation")]
    public async Task The_grids_own_order_is_taken(string rank)
    {
        await using var rig = await HeldAsync();

        var (status, _) = await rig.OrderAsync($$"""{"id":"o-1","kind":"shed","to_mw":10,"rank":"{{rank}}","reason":"test","by":"me"}""");

        status.ShouldBe(HttpStatusCode.Created);
    }

    private static async Task<ApiRig> HeldAsync(decimal megawatts = 20m)
    {
        var rig = await ApiRig.StartAsync(Cancellation);

        // The rig has made two passes: an hour from the full one before them on.
        rig.Held = new([new(_now, _now + Duration.FromHours(1), HolderKind.AncillaryUp, "as-1", "ecrs", new(megawatts))]);
        return rig;
    }
}
