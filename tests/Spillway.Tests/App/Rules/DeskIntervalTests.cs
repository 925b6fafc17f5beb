using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Rules;

/// <summary>How long one price holds at a running desk: what the site file says, else what the market settles by.</summary>
public sealed class DeskIntervalTests : IDisposable
{
    private static readonly Instant _now = Instant.FromUtc(2026, 1, 1, 0, 0);
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData("ercot", "", 15)]
    [InlineData("nem", "", 5)]
    [InlineData("nem", "interval_minutes: 30", 30)]
    [InlineData("nordpool", "", 15)]
    [InlineData("sichuan", "", 15)]
    [InlineData("nowhere", "", 15)]
    public void It_is_the_files_own_or_the_markets_or_a_quarter_hour(string market, string stated, int minutes)
    {
        var site = SiteFile.Read(Site(market, stated));
        var library = RuleLibrary.Open("no-such-folder");

        RuledSite.Of(site, library, _now).Installation!.Prices!.Interval.ShouldBe(Duration.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("sichuan", "", true)]
    [InlineData("sichuan", "interval_minutes: 15", false)]
    [InlineData("shanxi", "", false)]
    public void A_quarter_hour_that_the_rules_mark_uncertain_is_not_taken_silently(string market, string stated, bool isSaid)
    {
        var site = SiteFile.Read(Site(market, stated));
        var library = RuleLibrary.Open("no-such-folder");

        var said = RuleFindings.Assumed(RuledSite.Of(site, library, _now), library).Select(static finding => finding.Detail.ToString()).ToList();

        said.Count.ShouldBe(isSaid ? 1 : 0);
        said.ShouldAllBe(detail => detail.Contains("sichuan: intervals[settlement].minutes", StringComparison.Ordinal) && detail.Contains("15 minutes are taken", StringComparison.Ordinal));
    }

    private string Site(string market, string stated) => _screen.Write("site.yaml", $$"""
            site: there
            time_zone: UTC
            currency: AUD
            market: {operator: {{market}}, settlement_point: POINT}
            interconnection: {import_limit_mw: 1}
            loads:
              - {id: hall, kind: miner, machines: 1, power_w: 3000, value_aud_per_mwh: 100}
            prices:
              file: prices.csv
              {{stated}}

            """);
}
