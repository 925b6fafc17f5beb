using System.Net;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class PlacedBreakersTests
{
    private const string Latched = "latched-contactor";
    private static readonly GroupId _hallA = new("hall-a");
    private static readonly GroupId _hallB = new("hall-b");

    [Fact]
    public void A_breaker_of_another_family_takes_no_feed() =>
        Placed([Load(_hallA, Feed("a-1"), Feed("a-2"))], Breaker(1, "shelly"), Breaker(2, Latched), Breaker(3, Latched)).ShouldBe([2, 3]);

    [Fact]
    public void Each_wiring_has_its_own_breakers_in_their_order() =>
        Placed(
            [Load(_hallA, Feed("a-1"), Feed("a-2", "shelly"), Feed("a-3"), Feed("a-4", "shelly"))],
            Breaker(1, "Shelly"), Breaker(2, "shelly"), Breaker(3, "modbus", model: Latched), Breaker(4, Latched)).ShouldBe([3, 1, 4, 2]);

    [Fact]
    public void A_module_that_only_says_that_it_speaks_Modbus_may_be_of_any_wiring_and_so_may_a_line_without_a_family() =>
        Placed([Load(_hallA, Feed("a-1"), Feed("a-2"))], Breaker(1, "modbus", model: "Schneider Electric IFE"), Breaker(2, null)).ShouldBe([1, 2]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Too_few_and_too_many_breakers_are_refused(int breakers)
    {
        var refusal = Should.Throw<RefusedException>(() => Placed(
            [Load(_hallA, Feed("a-1"), Feed("a-2"))], [.. Enumerable.Range(1, breakers).Select(number => Breaker(number, Latched))]));

        refusal.Code.ShouldBe(DeskErrors.Breakers);
        refusal.Message.ShouldContain("a-1, a-2");
        refusal.Message.ShouldContain(Latched);
        refusal.Message.ShouldContain($"{breakers} breakers");
    }

    [Fact]
    public void Breakers_of_other_families_alone_are_refused()
    {
        var refusal = Should.Throw<RefusedException>(() => Placed([Load(_hallA, Feed("a-1"))], Breaker(1, "shelly")));

        refusal.Code.ShouldBe(DeskErrors.Breakers);
        refusal.Message.ShouldContain("a-1");
        refusal.Message.ShouldContain("shelly");
    }

    [Fact]
    public void A_Shelly_is_never_a_line_that_names_no_family() =>
        Should.Throw<RefusedException>(() => Placed([Load(_hallA, Feed("a-1", "shelly"))], Breaker(1, null))).Code.ShouldBe(DeskErrors.Breakers);

    [Fact]
    public void Breakers_that_say_their_load_are_that_load_s_whatever_their_order() =>
        Placed(
            [Load(_hallA, Feed("a-1")), Load(_hallB, Feed("b-1"), Feed("b-2"))],
            Breaker(1, Latched, _hallB), Breaker(2, Latched, _hallA), Breaker(3, Latched, _hallB)).ShouldBe([2, 1, 3]);

    [Fact]
    public void A_breaker_of_another_load_is_refused() =>
        Should.Throw<RefusedException>(() => Placed(
            [Load(_hallA, Feed("a-1")), Load(_hallB, Feed("b-1"))], Breaker(1, Latched, _hallB), Breaker(2, Latched))).Message.ShouldContain("a-1");

    [Fact]
    public void A_feed_with_an_address_keeps_it_and_its_breaker_is_nobody_else_s() =>
        Placed(
            [Load(_hallA, Feed("a-1", address: "10.0.0.1"), Feed("a-2"))], Breaker(1, Latched), Breaker(2, Latched)).ShouldBe([null, 2]);

    [Fact]
    public void An_inventory_with_a_breaker_for_every_feed_leaves_each_its_place() =>
        Placed(
            [Load(_hallA, Feed("a-1", address: "192.0.2.9"), Feed("a-2"))], Breaker(1, Latched), Breaker(2, Latched)).ShouldBe([null, 2]);

    [Fact]
    public void A_breaker_whose_address_nobody_knows_keeps_its_place() =>
        Placed(
            [Load(_hallA, Feed("a-1"), Feed("a-2"))], Breaker(1, Latched) with { Address = null }, Breaker(2, Latched)).ShouldBe([1, 2]);

    [Fact]
    public void Without_any_breaker_in_the_inventory_no_feed_is_placed() =>
        Placed([Load(_hallA, Feed("a-1"))], Breaker(1, Latched) with { Role = MachineRole.Meter }).ShouldBe([null]);

    private static IEnumerable<long?> Placed(LoadInstallation[] loads, params InventoryMachine[] inventory) =>
        PlacedBreakers.Of([.. loads], [.. inventory]).Select(one => one?.Number);

    private static LoadInstallation Load(GroupId group, params FeedInstallation[] feeds) => new(group, null, null, [.. feeds]);

    private static FeedInstallation Feed(string id, string wiring = Latched, string? address = null) =>
        new(id, 1, new(wiring, address is null ? null : new(IPAddress.Parse(address), null), 1, Duration.FromSeconds(1), 0));

    private static InventoryMachine Breaker(int number, string? family, GroupId? group = null, string? model = null) => new()
    {
        Number = number,
        Role = MachineRole.Breaker,
        Group = group,
        Family = family,
        Model = model,
        Address = IPAddress.Parse($"10.0.0.{number}"),
    };
}
