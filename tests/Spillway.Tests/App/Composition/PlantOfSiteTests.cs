using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Sites;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class PlantOfSiteTests
{
    [Fact]
    public void A_plant_has_a_meter_where_the_site_file_names_one_of_the_whole_site()
    {
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);
        var site = SiteFile.Read(Repository.Path("samples/first-hour/site.yaml"));
        var installation = site.Installation!;

        PlantOfSite.Of(site, drivers).HasMeter.ShouldBeTrue();

        var other = installation with { Meters = [.. installation.Meters.Select(meter => meter with { IsSite = false })] };
        PlantOfSite.Of(site with { Installation = other }, drivers).HasMeter.ShouldBeFalse();
        PlantOfSite.Of(site with { Installation = installation with { Meters = [] } }, drivers).HasMeter.ShouldBeFalse();
    }
}
