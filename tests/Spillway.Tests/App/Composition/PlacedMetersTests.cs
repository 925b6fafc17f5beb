using System.Net;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class PlacedMetersTests
{
    private static readonly MeterInstallation _site = new("main", "sunspec", null, 1, true);
    private static readonly MeterInstallation _office = new("office", "sunspec", null, 1, false);

    [Fact]
    public void The_order_tells_where_file_and_inventory_have_as_many() =>
        Placed([_office, _site], Meter(1), Meter(2)).ShouldBe(2);

    [Fact]
    public void Its_name_as_a_serial_stands_before_the_order() =>
        Placed([_site, _office], Meter(1), Meter(2, "main"), Meter(3)).ShouldBe(2);

    [Fact]
    public void One_that_another_meter_s_address_or_name_takes_is_not_counted() =>
        Placed([_site, _office with { Address = new(IPAddress.Parse("10.0.0.1"), null) }, _office with { Id = "hall" }], Meter(1), Meter(2), Meter(3, "hall")).ShouldBe(2);

    [Fact]
    public void An_address_of_its_own_or_an_inventory_without_meters_asks_for_none()
    {
        Placed([_site with { Address = new(IPAddress.Parse("10.0.0.9"), null) }], Meter(1)).ShouldBeNull();
        Placed([_site]).ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Too_few_and_too_many_are_refused(int meters)
    {
        var refusal = Should.Throw<RefusedException>(() => Placed([_site, _office], [.. Enumerable.Range(1, meters).Select(static number => Meter(number))]));

        refusal.Code.ShouldBe(DeskErrors.Meters);
        refusal.Message.ShouldContain("main, office");
        refusal.Message.ShouldContain($"{meters} meters");
    }

    private static long? Placed(MeterInstallation[] meters, params InventoryMachine[] inventory) => PlacedMeters.OfSite([.. meters], [.. inventory])?.Number;

    private static InventoryMachine Meter(int number, string? serial = null) => new()
    {
        Number = number,
        Role = MachineRole.Meter,
        Serial = serial,
        Address = IPAddress.Parse($"10.0.0.{number}"),
    };
}
