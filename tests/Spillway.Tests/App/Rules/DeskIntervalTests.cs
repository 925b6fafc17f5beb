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
        var site = _screen.Write("site.yaml", $$"""
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

        RuledSite.Of(SiteFile.Read(site), RuleLibrary.Open("no-such-folder"), _now).Installation!.Prices!.Interval.ShouldBe(Duration.FromMinutes(minutes));
    }
}
