using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Rules;

/// <summary>The limit on a week's sum of prices, on the figures of financial year 2026: 1,823,600 in 2,016 intervals.</summary>
public sealed class AdministeredPricingTests
{
    private static readonly Duration _interval = Duration.FromMinutes(5);
    private static readonly MarketRules _nem = RuleLibrary.Open("no-such-folder").Require("nem");

    // 2026-02-01 00:00 in market time, UTC+10.
    private static readonly Instant _midnight = Instant.FromUtc(2026, 1, 31, 14, 0);

    [Fact]
    public void The_first_interval_after_the_sum_has_passed_the_threshold_is_administered_and_none_before()
    {
        // 89 × 20,300 = 1,806,700; the ninetieth makes 1,827,000.
        var held = Run(_midnight, 91, _ => 20_300m);

        held[..90].ShouldAllBe(price => price == new EnergyPrice(20_300m));
        held[90].ShouldBe(new EnergyPrice(600m));
    }

    [Fact]
    public void Administered_prices_are_kept_between_the_floor_and_the_cap()
    {
        var held = Run(_midnight, 93, number => number switch { < 90 => 20_300m, 90 => -900m, 91 => 300m, _ => 601m });

        held[90..].ShouldBe([new EnergyPrice(-600m), new EnergyPrice(300m), new EnergyPrice(600m)]);
    }

    [Fact]
    public void They_last_to_the_end_of_the_trading_day_at_four_in_the_morning_though_the_sum_is_below_again()
    {
        // Ninety intervals of the cap, then −1,000 until the sum is far below: that is at 08:00, and the day ends at 04:00 of the next.
        var held = Run(_midnight, 400, number => number < 90 ? 20_300m : -1000m);

        var first = 90;
        var endOfDay = 28 * 12;
        held[first..endOfDay].ShouldAllBe(price => price == new EnergyPrice(-600m));
        held[endOfDay..].ShouldAllBe(price => price == new EnergyPrice(-1000m));
    }

    [Fact]
    public void They_go_on_over_the_end_of_a_trading_day_while_the_sum_is_above()
    {
        var held = Run(_midnight, 400, number => number < 90 ? 20_300m : 700m);

        held[90..].ShouldAllBe(price => price == new EnergyPrice(600m));
    }

    [Fact]
    public void A_price_leaves_the_sum_after_a_week()
    {
        var held = Run(_midnight, 2016 + 400, number => number < 90 ? 20_300m : 0m);

        // All ninety have left the sum 2,016 intervals later; the trading day then ends at the next 04:00.
        held[^1].ShouldBe(EnergyPrice.Zero);
        Run(_midnight, 2016 + 400, number => number < 90 ? 20_300m : number > 2016 + 350 ? 5000m : 0m)[^1].ShouldBe(new EnergyPrice(5000m));
    }

    [Fact]
    public void Where_the_threshold_is_not_known_nothing_is_said() =>
        new AdministeredPricing(_nem).Next(Instant.FromUtc(2026, 7, 15, 0, 0), new(20_300m)).ShouldBeNull();

    private static List<EnergyPrice?> Run(Instant from, int count, Func<int, decimal> price)
    {
        var pricing = new AdministeredPricing(_nem);
        return [.. Enumerable.Range(0, count).Select(number => pricing.Next(from + (_interval * number), new(price(number))))];
    }
}
