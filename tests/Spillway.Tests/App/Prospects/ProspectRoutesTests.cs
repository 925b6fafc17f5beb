using System.Net;
using Shouldly;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Prospects;

public sealed class ProspectRoutesTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/prices", "real_time")]
    [InlineData("/api/v1/plan", "decisions")]
    [InlineData("/api/v1/bid-curve", "steps")]
    [InlineData("/api/v1/what-if", "groups")]
    public async Task Everything_is_told_before_anything_is_known(string address, string field)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, body) = await rig.GetAsync(address);

        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        body[field]!.AsArray().ShouldNotBeNull();
    }

    [Fact]
    public async Task The_curves_instant_has_milliseconds_as_all_others_have()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        ((string)(await rig.GetAsync("/api/v1/bid-curve")).Body["at_utc"]!).ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
    }

    [Fact]
    public async Task A_supposed_price_moves_what_would_run_and_nothing_that_runs()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var before = rig.State;

        var (_, cheap) = await rig.GetAsync("/api/v1/what-if?price_usd_per_mwh=-20");
        var (_, dear) = await rig.GetAsync("/api/v1/what-if?price_usd_per_mwh=5000");
        var (refused, body) = await rig.GetAsync("/api/v1/what-if?price_usd_per_mwh=cheap");

        ((decimal)cheap["would"]!["mw"]!).ShouldBeGreaterThan((decimal)dear["would"]!["mw"]!);
        ((decimal)dear["would"]!["net_usd_per_hour"]!).ShouldBeGreaterThanOrEqualTo((decimal)dear["unchanged"]!["net_usd_per_hour"]!);
        ReferenceEquals(rig.State, before).ShouldBeTrue();
        refused.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)body["code"]).ShouldBe("SW6503");
    }
}
