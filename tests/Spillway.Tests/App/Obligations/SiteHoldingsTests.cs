using NodaTime;
using Shouldly;
using Spillway.App.Obligations;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals.Obligations;
using Spillway.Tests.App.Cli;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Obligations;

public sealed class SiteHoldingsTests : IDisposable
{
    private const string Site = """
        site: held
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 120
        loads:
          - id: hall
            kind: miner
            machines: 10000
            power_w: 10000
            value_usd_per_mwh: 107
        contracts:
          - kind: fixed-block
            id: block-1
            mw: 60
            price_usd_per_mwh: 28
          - kind: day-ahead
            id: da-1
          - kind: ancillary
            id: as-1
            product: rrs-ufr
          - kind: ancillary
            id: as-2
            product: reg-down
          - kind: emergency-response
            id: ers-1
            mw: 20
            price_usd_per_mw_h: 4.36
            time_periods:
              - days: weekdays
                from_hour: 13
                to_hour: 16
        """;

    private const string Header = "interval_start_utc,contract,product,award_mw,price_usd_per_mwh,rt_award_mw\n";

    private readonly Screen _screen = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Contracts_and_awards_become_what_they_hold()
    {
        var held = Held("2024-08-20T18:00:00Z,as-1,rrs-ufr,30,6,\n2024-08-20T18:00:00Z,as-2,reg-down,5,3,\n2024-08-20T18:00:00Z,da-1,day-ahead,15,40,\n2024-08-20T19:00:00Z,da-1,day-ahead,-25,40,\n");

        // 13:00 in Texas is 18:00 UTC.
        Names(held, 18).ShouldBe(["EnergyBought block-1 60", "EnergyBought da-1 15", "AncillaryUp as-1/rrs-ufr 30", "AncillaryDown as-2/reg-down 5", "EmergencyResponse ers-1 20"], ignoreOrder: true);
        Names(held, 19).ShouldBe(["EnergyBought block-1 60", "EnergySold da-1 25", "EmergencyResponse ers-1 20"], ignoreOrder: true);
        Names(held, 21).ShouldBe(["EnergyBought block-1 60"]);
        held.Binding(Instant.FromUtc(2024, 8, 20, 18, 0), Instant.FromUtc(2024, 8, 20, 18, 15)).Length.ShouldBe(3);
    }

    [Fact]
    public void An_award_had_to_be_carried_until_awards_became_financial_and_from_then_on_what_is_carried_counts()
    {
        var held = Held("2025-12-05T05:00:00Z,as-1,rrs-ufr,30,6,10\n2025-12-05T06:00:00Z,as-1,rrs-ufr,30,6,10\n2025-12-05T07:00:00Z,as-1,rrs-ufr,30,6,\n");

        held.All.Where(one => one.Product == "rrs-ufr").Select(one => one.Power).ShouldBe([new(30m), new(10m), new(30m)]);
    }

    [Fact]
    public void More_than_can_run_is_refused_with_the_hour_the_megawatts_and_the_holders()
    {
        var refused = Should.Throw<RefusedException>(() => HeldWatch.Checked(Held("2024-08-20T18:00:00Z,as-1,rrs-ufr,95,6,\n"), Definition().Site));

        refused.Code.ShouldBe(ObligationErrors.Oversold);
        refused.What.ShouldBe("from 2024-08-20T18:00Z to 2024-08-20T19:00Z 115 MW must run for as-1/rrs-ufr + ers-1 and 100 MW would.");
    }

    [Fact]
    public void A_changed_file_is_read_again_and_one_that_is_refused_changes_nothing()
    {
        var said = new List<string>();
        var path = _screen.Write("awards.csv", Header + "2024-08-20T18:00:00Z,as-1,rrs-ufr,30,6,\n");
        var site = Definition();
        var watch = new HeldWatch([path], () => SiteHoldings.Of(site, SiteHoldings.Awards(site, [path], Cancellation), null), site.Site, said.Add);

        _screen.Write("awards.csv", Header + "2024-08-20T18:00:00Z,as-1,rrs-ufr,31.5,6,\n");
        var corrected = watch.Refreshed();
        _screen.Write("awards.csv", Header + "2024-08-20T18:00:00Z,as-1,rrs-ufr,119.25,6,\n");
        var refused = watch.Refreshed();
        var again = watch.Refreshed();

        corrected.All.ShouldContain(one => one.Power == new Megawatts(31.5m));
        refused.ShouldBeSameAs(corrected);
        again.ShouldBeSameAs(corrected);
        said.Count.ShouldBe(2);
        said[1].ShouldStartWith("ALARM awards that changed are not taken:");
        said[1].ShouldContain("SW4401");
    }

    private HeldBook Held(string rows)
    {
        var site = Definition();
        var path = _screen.Write("awards.csv", Header + rows);
        return SiteHoldings.Of(site, SiteHoldings.Awards(site, [path], Cancellation), RuleLibrary.Open(_screen.Folder).Find("ercot"));
    }

    private SiteDefinition Definition() => SiteFile.Read(_screen.Write("site.yaml", Site));

    private static IEnumerable<string> Names(HeldBook held, int hour) =>
        held.During(Instant.FromUtc(2024, 8, 20, hour, 0), Instant.FromUtc(2024, 8, 20, hour, 15)).Select(one => $"{one.Kind} {one.Name} {one.Power}");
}
