using Shouldly;
using Spillway.App.Sites.Contracts;
using Spillway.Engine.Sites.Contracts;
using Xunit;

namespace Spillway.Tests.App.Sites.Contracts;

public sealed class HostedTwiceTests
{
    [Fact]
    public void Two_contracts_that_sell_the_same_machines_are_refused_with_both_names_the_machines_and_what_to_do()
    {
        var refusal = SiteText.Refused(Site(Hosting("first", "hall", "0.6"), Hosting("second", "hall", "0.5")));

        refusal.Code.ShouldBe(ContractErrors.HostedTwice);
        refusal.Message.ShouldContain("contracts[second]");
        refusal.Message.ShouldContain("contracts[first]");
        refusal.Message.ShouldContain("sells 0.5 of the machines of group 'hall', and 0.6 of them is sold");
        refusal.Message.ShouldContain("together 1.1");
        refusal.Message.ShouldContain("Lower a share_ratio");
    }

    [Fact]
    public void Of_three_contracts_those_count_that_are_in_force_at_once()
    {
        SiteText.Read(Site(
            Hosting("first", "hall", "0.6", "from: 2026-01-01, to: 2026-03-01"),
            Hosting("second", "hall", "0.4", "from: 2026-01-01"),
            Hosting("third", "hall", "0.6", "from: 2026-03-01"))).Site.Contracts.OfType<HostingContract>().Count().ShouldBe(3);

        SiteText.Refused(Site(
            Hosting("first", "hall", "0.6", "from: 2026-03-01"),
            Hosting("second", "hall", "0.3", "from: 2026-02-01"),
            Hosting("third", "hall", "0.3", "from: 2026-01-01"))).Message.ShouldContain("from 2026-03-01 on");
    }

    [Fact]
    public void Shares_that_add_up_to_all_of_the_machines_and_other_groups_are_taken() =>
        SiteText.Read(Site(Hosting("first", "hall", "0.6"), Hosting("second", "hall", "0.4"), Hosting("third", "barn", "1"))).Site.Contracts.Length.ShouldBe(3);

    private static string Hosting(string id, string group, string share, string dates = "") =>
        $"  - {{kind: hosting, id: {id}, price_basis: pass-through, {(dates.Length == 0 ? "" : dates + ", ")}customers: [{{customer: acme, group: {group}, share_ratio: {share}}}]}}\n";

    private static string Site(params string[] contracts) => $$"""
        site: small
        time_zone: America/Chicago
        currency: USD
        market: {operator: ercot, settlement_point: LZ_WEST}
        interconnection: {import_limit_mw: 200}
        loads:
          - {id: hall, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6}
          - {id: barn, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6}
        contracts:

        """ + string.Concat(contracts);
}
