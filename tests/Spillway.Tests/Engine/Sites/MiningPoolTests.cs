using Shouldly;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Sites;

public sealed class MiningPoolTests
{
    [Theory]
    [InlineData(0.02, 0, 1, 0.98)]
    [InlineData(0.02, 0.05, 1, 0.931)]
    [InlineData(0.01, 0, 1.1, 1.089)]
    public void What_arrives_is_less_the_fee_without_transaction_fees_and_by_luck(double fee, double transactions, double luck, double arrives) =>
        Pool((decimal)fee, (decimal)transactions, (decimal)luck).Yield.ShouldBe(new Ratio((decimal)arrives));

    [Fact]
    public void Machines_earn_what_arrives_and_those_with_a_value_of_their_own_as_before()
    {
        var valued = Halls.Hall("a", 10, 100m);
        var miner = valued with { Value = null, PoolFee = new(0.5m) };

        Pool(0.02m, 0m, 1m).Applied(miner).PoolFee.ShouldBe(new Ratio(0.02m));
        Pool(0.02m, 0m, 1m).Applied(valued).ShouldBe(valued);
    }

    [Fact]
    public void Only_a_pool_with_dates_is_looked_for_by_instant()
    {
        var always = Pool(0.01m, 0m, 1m);
        var dated = always with { Id = new("dated"), Term = new(NodaTime.Instant.FromUtc(2026, 1, 1, 6, 0), NodaTime.Instant.MaxValue) };
        var site = Halls.Site(10m, Halls.Hall("a", 10, 100m)) with { Contracts = [always, dated] };

        site.DatedPool(NodaTime.Instant.FromUtc(2026, 1, 1, 5, 59)).ShouldBeNull();
        site.DatedPool(NodaTime.Instant.FromUtc(2026, 1, 1, 6, 0)).ShouldBe(dated);
    }

    private static MiningPool Pool(decimal fee, decimal transactions, decimal luck) => new(
        new("pool"), PoolPayout.FullPayPerShare, new(fee), null, new(transactions), new(luck));
}
