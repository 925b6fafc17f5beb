using CsCheck;
using Shouldly;
using Spillway.Engine.Settlements.Statements;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Statements;

public sealed class StatementMakerTests
{
    [Fact]
    public void Splitting_a_range_at_any_instant_gives_the_sum_of_the_parts() =>
        Gen.Select(RandomMonths.Intervals, Gen.Int[0, 60]).Sample((intervals, at) =>
        {
            var split = Math.Min(at, intervals.Length);
            var whole = RandomMonths.Statement(intervals);
            var parts = new[] { RandomMonths.Statement(intervals[..split]), RandomMonths.Statement(intervals[split..]) };

            parts.Sum(part => part.Total.Value).ShouldBe(whole.Total.Value);
            parts.Sum(part => part.Energy.Value).ShouldBe(whole.Energy.Value);
            parts.Sum(part => part.PowerCredits.Value).ShouldBe(whole.PowerCredits.Value);
            parts.Sum(part => part.Production.Value).ShouldBe(whole.Production.Value);
            parts.Sum(part => part.Unsettled.Value).ShouldBe(whole.Unsettled.Value);
            parts.Sum(part => part.OpenIntervals).ShouldBe(whole.OpenIntervals);
            parts.SelectMany(part => part.Lines).OrderBy(line => line.Id.ToString(), StringComparer.Ordinal).ShouldBe(
                whole.Lines.OrderBy(line => line.Id.ToString(), StringComparer.Ordinal));
        });

    [Fact]
    public void Every_amount_is_its_quantity_at_its_price_and_the_total_is_their_sum() =>
        RandomMonths.Intervals.Sample(intervals =>
        {
            var statement = RandomMonths.Statement(intervals);

            statement.Lines.ShouldAllBe(line => line.Amount.Value == line.Quantity * line.Price);
            statement.Lines.Select(line => line.Id.ToString()).ShouldBeUnique();
            statement.Total.Value.ShouldBe(statement.Lines.Sum(line => line.Quantity * line.Price));
            statement.Lines.Select(line => line.Id.Start).Distinct().Count().ShouldBe(statement.SettledIntervals);
            (statement.SettledIntervals + statement.OpenIntervals).ShouldBe(intervals.Length);
        });

    [Fact]
    public void Power_credits_are_what_the_blocks_gained_on_energy_not_drawn_and_never_less_than_nothing() =>
        RandomMonths.Intervals.Sample(intervals =>
        {
            // Against the sum written down naively: the largest block first used, each with its own price.
            var naive = 0m;
            foreach (var interval in intervals.Where(interval => interval.IsSettled))
            {
                var (price, drawn) = (interval.Financial!.Value.Price.Value, interval.Reading!.Value.Energy.Value);
                naive += Math.Max(0m, price - 28m) * Math.Max(0m, 15m - drawn);
                naive += Math.Max(0m, price - 50m) * Math.Max(0m, 5m - Math.Max(0m, drawn - 15m));
            }

            RandomMonths.Statement(intervals).PowerCredits.Value.ShouldBe(naive);
        });

    [Theory]
    [InlineData("0.005", "0.01")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("0.00499999999999999999999", "0.01")]
    [InlineData("0.0049999999999", "0.00")]
    public void What_the_last_digits_of_a_twelfth_lost_decides_no_half_cent(string exact, string cents) =>
        LineAmount.ToCent(new(decimal.Parse(exact, System.Globalization.CultureInfo.InvariantCulture))).Value
            .ShouldBe(decimal.Parse(cents, System.Globalization.CultureInfo.InvariantCulture));
}
