using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.App.Cli;
using Spillway.App.Obligations;
using Spillway.Tests.App.Obligations;
using Xunit;

namespace Spillway.Tests.App.Api;

/// <summary>A desk at three on a Thursday afternoon in Texas, an hour before its programme's hours end: what curtailing for price costs there.</summary>
public sealed class BaselineApiTests
{
    private const string TenOfTen = "baseline: 10-of-10; baseline_price_usd_per_mwh: 80";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_status_and_the_headroom_say_what_curtailing_now_costs()
    {
        await using var rig = await RigAsync(TenOfTen);

        var (_, status) = await rig.GetAsync("/api/v1/status");
        var (_, headroom) = await rig.GetAsync("/api/v1/headroom?hours=1");

        var one = (JsonObject)status["baselines"]!.AsArray().Single()!;
        ((string?)one["contract"], (decimal?)one["price_usd_per_mwh"], (int?)one["days"], (int?)one["days_wanted"], (string?)one["missing"]).ShouldBe(("dr-1", 80m, 10, 10, null));
        Costs(one["interval"]!).ShouldBe((2.5m, 200m));
        Costs(one["rest"]!).ShouldBe((10m, 800m));
        ((string?)one["rest"]!["end_utc"], (string?)one["rest"]!["event_start_utc"]).ShouldBe(("2023-08-17T21:00:00.000Z", "2023-08-18T18:00:00.000Z"));
        headroom["baselines"]!.ToJsonString().ShouldBe(status["baselines"]!.ToJsonString());
        string.Join(' ', StatusScreen.Lines(status, StatusScreen.Width).Select(static line => line.Trim())).ShouldContain(
            "baseline dr-1: curtailing for price would take off 2.5 MWh (200.00 USD) now, 10 MWh (800.00 USD) until 2023-08-17T21:00:00.000Z");
    }

    [Fact]
    public async Task An_operators_own_shed_says_it_and_the_grids_call_does_not()
    {
        await using var rig = await RigAsync(TenOfTen);

        var (_, own) = await rig.GetAsync("/api/v1/promise?to_mw=20&rank=operator");
        var (_, grid) = await rig.GetAsync("/api/v1/promise?to_mw=20&rank=protection");

        // From 100 MW to 20 for the hour that is left: a tenth of 80 MWh.
        Costs(own["baselines"]!.AsArray().Single()!).ShouldBe((8m, 640m));
        grid["baselines"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_an_instruction_what_is_drawn_now_is_what_would_be_lost()
    {
        await using var rig = await RigAsync("baseline: before-instruction; baseline_price_usd_per_mwh: 80");

        var (_, status) = await rig.GetAsync("/api/v1/status");

        Costs(status["baselines"]![0]!["interval"]!).ShouldBe((12.5m, 1000m));
    }

    [Fact]
    public async Task What_is_not_known_is_null_and_said_and_never_nothing()
    {
        await using var rig = await RigAsync(TenOfTen, days: 7);

        var (_, status) = await rig.GetAsync("/api/v1/status");
        var (_, own) = await rig.GetAsync("/api/v1/promise?to_mw=20&rank=operator");

        var one = (JsonObject)status["baselines"]!.AsArray().Single()!;
        ((string?)one["missing"], (int?)one["days"]).ShouldBe(("too-few-days", 5));
        one["interval"]!.AsObject().ContainsKey("curtailing_costs_usd").ShouldBeTrue();
        one["interval"]!["curtailing_costs_usd"].ShouldBeNull();
        own["baselines"]![0]!["curtailing_costs_mwh"].ShouldBeNull();
        string.Join(' ', StatusScreen.Lines(status, StatusScreen.Width).Select(static line => line.Trim())).ShouldContain(
            "baseline dr-1: what curtailing costs is not known, 5 of 10 days are in the journal");
    }

    [Fact]
    public async Task A_site_without_such_a_programme_says_nothing()
    {
        await using var rig = await ApiRig.StartAsync(Cancellation);

        var (_, status) = await rig.GetAsync("/api/v1/status");

        status["baselines"]!.AsArray().ShouldBeEmpty();
        StatusScreen.Lines(status, StatusScreen.Width).ShouldNotContain(static line => line.StartsWith("baseline", StringComparison.Ordinal));
    }

    private static (decimal Energy, decimal Amount) Costs(JsonNode cost) => ((decimal)cost["curtailing_costs_mwh"]!, (decimal)cost["curtailing_costs_usd"]!);

    private static Task<ApiRig> RigAsync(string baseline, int days = 40)
    {
        var known = BaselineSites.Known(Instant.FromUtc(2023, 8, 17, 20, 0), days);
        var baselines = new DeskBaselines(BaselineSites.Site(baseline), () => known);
        return ApiRig.StartAsync(Cancellation, furnish: room => room with { View = room.View with { Baselines = baselines } });
    }
}
