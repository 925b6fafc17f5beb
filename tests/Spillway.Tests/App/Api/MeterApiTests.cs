using Bunit;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Fleet;
using Spillway.Devices.Fleet;
using Spillway.Tests.App.Console;
using Spillway.Units;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Spillway.Tests.App.Api;

/// <summary>What the meter says beside its power is seen over the API and in the console.</summary>
public sealed class MeterApiTests : IDisposable
{
    private static readonly Instant _at = Instant.FromUtc(2024, 7, 15, 17, 0, 5);
    private static readonly MeterTelemetry _said = new(_at, new(new Megawatts(41.2344m), new MegawattHours(812_345.678m), new MegawattHours(0.5m), 19_918.4m, 59.97m, -0.985m, null), IsBelieved: true);

    private static readonly string[] _figures = ["power_mw", "imported_mwh", "exported_mwh", "voltage_v", "frequency_hz", "power_factor_ratio"];

    private readonly BunitContext _browser = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task The_status_has_the_meters_own_figures()
    {
        await using var rig = await ApiRig.StartAsync(Ct, furnish: static room => room with { View = room.View with { Meter = static () => _said } });

        var meter = (await rig.GetAsync("/api/v1/status")).Body["meter"]!;

        ((string)meter["answered_utc"]!).ShouldBe("2024-07-15T17:00:05.000Z");
        ((bool)meter["believed"]!).ShouldBeTrue();
        _figures.Select(name => (decimal)meter[name]!)
            .ShouldBe([41.2344m, 812_345.678m, 0.5m, 19_918.4m, 59.97m, -0.985m]);
    }

    [Fact]
    public async Task A_meter_that_has_not_answered_is_null_and_one_that_lacks_a_figure_says_null_for_it()
    {
        await using (var rig = await ApiRig.StartAsync(Ct))
        {
            var status = (await rig.GetAsync("/api/v1/status")).Body;
            status.ContainsKey("meter").ShouldBeTrue();
            status["meter"].ShouldBeNull();
        }

        var bare = _said with { Reading = new(new Megawatts(1m), null, null, null, null, null, null), IsBelieved = false };
        await using var other = await ApiRig.StartAsync(Ct, furnish: room => room with { View = room.View with { Meter = () => bare } });
        var meter = (await other.GetAsync("/api/v1/status")).Body["meter"]!;
        ((bool)meter["believed"]!).ShouldBeFalse();
        meter["frequency_hz"].ShouldBeNull();
    }

    [Fact]
    public void The_console_shows_them_with_their_units_and_how_old_they_are()
    {
        var fresh = Table(_said, _at + Duration.FromSeconds(1));
        fresh.FindAll("tbody td").Select(static one => one.TextContent.Trim()).Take(6).ShouldBe(["41.234 MW", "812,345.678 MWh", "0.500 MWh", "19,918.4 V", "59.97 Hz", "−0.985"]);
        fresh.Find("tbody th").TextContent.ShouldContain("main");
        fresh.FindAll("tr.stale").ShouldBeEmpty();

        var old = Table(_said with { IsBelieved = false }, _at + Duration.FromMinutes(5));
        old.FindAll("tr.stale").ShouldHaveSingleItem();
        old.Markup.ShouldContain("not believed: more than the site can draw");
        old.Markup.ShouldContain("ago");

        Table(null, _at).Markup.ShouldContain("has not answered yet");
    }

    private IRenderedComponent<MeterTable> Table(MeterTelemetry? said, Instant now) => _browser.Render<MeterTable>(with => with.AddCascadingValue(Readers.English)
        .Add(one => one.Name, "main").Add(one => one.Said, said).Add(one => one.Now, now).Add(one => one.StaleAfter, Duration.FromSeconds(10)));
}
