using Bunit;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Fleet;
using Spillway.App.Console.Texts;
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
    private static readonly MeterTelemetry _said = new(_at, new(new Megawatts(41.2344m), new MegawattHours(812_345.678m), new MegawattHours(0.5m), 19_918.4m, 59.97m, -0.985m, null)
    {
        Quality = new(new Amperes(1_213.4m), new Ratio(0.031m), new Ratio(0.064m), new(19_920m, new Amperes(1_210m), new Ratio(0.031m), null), default, new(null, new Amperes(1_216.8m), null, new Ratio(0.064m))),
    }, IsBelieved: true);

    private static readonly string[] _figures = ["power_mw", "imported_mwh", "exported_mwh", "voltage_v", "frequency_hz", "power_factor_ratio", "current_a", "voltage_thd_ratio", "current_thd_ratio"];

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
            .ShouldBe([41.2344m, 812_345.678m, 0.5m, 19_918.4m, 59.97m, -0.985m, 1_213.4m, 0.031m, 0.064m]);
        var phases = meter["phases"]!.AsArray();
        phases.Select(one => (int)one!["phase"]!).ShouldBe([1, 3], "the meter tells nothing of the second");
        ((decimal)phases[0]!["voltage_v"]!).ShouldBe(19_920m);
        phases[0]!["current_thd_ratio"].ShouldBeNull();
        ((decimal)phases[1]!["current_a"]!).ShouldBe(1_216.8m);
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
        meter["current_a"].ShouldBeNull();
        meter["phases"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void The_console_shows_them_with_their_units_and_how_old_they_are()
    {
        var fresh = Table(_said, _at + Duration.FromSeconds(1));
        fresh.FindAll("dd.number").Select(static one => one.TextContent.Trim()).ShouldBe(["41.234 MW", "812,345.678 MWh", "0.500 MWh", "19,918.4 V", "59.97 Hz", "−0.985", "1,213.4 A", "3.1 %", "6.4 %"]);
        fresh.Find("table").QuerySelectorAll("tbody tr").Select(static one => one.Children.Select(static cell => cell.TextContent.Trim())).ShouldBe(
        [
            ["L1", "19,920.0 V", "1,210.0 A", "3.1 %", Reader.None],
            ["L3", Reader.None, "1,216.8 A", Reader.None, "6.4 %"],
        ]);
        fresh.Find("dd").TextContent.ShouldContain("main");
        fresh.FindAll(".stale").ShouldBeEmpty();

        var old = Table(_said with { IsBelieved = false }, _at + Duration.FromMinutes(5));
        old.FindAll(".stale").Count.ShouldBe(_figures.Length + 8, "and the figures of the two phases");
        old.Markup.ShouldContain("not believed: more than the site can draw");
        old.Markup.ShouldContain("ago");

        Table(null, _at).Markup.ShouldContain("has not answered yet");
    }

    private IRenderedComponent<MeterTable> Table(MeterTelemetry? said, Instant now) => _browser.Render<MeterTable>(with => with.AddCascadingValue(Readers.English)
        .Add(one => one.Name, "main").Add(one => one.Said, said).Add(one => one.Now, now).Add(one => one.StaleAfter, Duration.FromSeconds(10)));
}
