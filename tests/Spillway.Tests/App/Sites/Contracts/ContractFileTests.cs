using Shouldly;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Tests.Engine.Settlements.Clauses;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Sites.Contracts;

public sealed class ContractFileTests
{
    private static readonly Site _site = SiteText.Read(AllKinds.Site).Site;

    [Fact]
    public void Every_kind_is_read_in_file_order()
    {
        _site.Contracts.Select(contract => contract.Id.Text)
            .ShouldBe(["block-1", "retail", "da-1", "trade-1", "rrs-1", "ers-1", "4cp", "wires", "tenants", "pool"]);
        ContractClauses.Of(_site).Select(clause => clause.Id.Text)
            .ShouldBe(["block-1", "retail", "da-1", "trade-1", "rrs-1", "ers-1", "4cp", "wires", "tenants"]);
    }

    [Fact]
    public void Every_kind_of_the_table_is_in_that_file() =>
        SiteKeys.ContractKinds.ShouldAllBe(kind => AllKinds.Site.Contains($"kind: {kind}", StringComparison.Ordinal));

    [Fact]
    public void Dates_are_local_days_and_months_local_months()
    {
        var block = _site.Blocks.Single();

        block.Term.ShouldBe(new(Ledger.Local(2026, 1, 1), Ledger.Local(2026, 4, 1)));
        block.Schedule!.At(Ledger.Local(2026, 1, 2, 5, 59)).ShouldBe(Megawatts.Zero);
        block.Schedule.At(Ledger.Local(2026, 1, 2, 6)).ShouldBe(new Megawatts(60m));
        block.Schedule.At(Ledger.Local(2026, 2, 2, 21, 59)).ShouldBe(new Megawatts(30m));
        block.Schedule.At(Ledger.Local(2026, 3, 2, 12)).ShouldBe(Megawatts.Zero);
        block.Schedule.At(Ledger.Local(2026, 4, 1, 12)).ShouldBe(Megawatts.Zero);
    }

    [Fact]
    public void What_is_sold_is_owed_the_other_way_round()
    {
        var trade = _site.Contracts.OfType<Trade>().Single();

        trade.Schedule.At(Ledger.Local(2026, 1, 1)).ShouldBe(new Megawatts(-20m));
        trade.Schedule.At(Ledger.Local(2026, 1, 2)).ShouldBe(Megawatts.Zero);
    }

    [Fact]
    public void A_pool_without_dates_is_what_the_machines_earn_by() =>
        _site.Loads.ShouldAllBe(load => load.PoolFee == new Ratio(0.01m));
}
