using Shouldly;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Tests.App.Obligations;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Sites.Contracts;

public sealed class BaselineKeysTests
{
    [Fact]
    public void A_contract_without_a_baseline_is_no_programme() => BaselineSites.Site("").Programmes.ShouldBeEmpty();

    [Fact]
    public void A_programme_has_its_methods_rules_unless_the_file_says_others()
    {
        var plain = BaselineSites.Site("baseline: 15-of-20; baseline_price_usd_per_mwh: 80").Programmes[0];
        var own = BaselineSites.Site("baseline: 3-of-10-high; baseline_price_usd_per_mwh: 120; baseline_days: same-kind; baseline_window_days: 5; baseline_take_days: 2; baseline_adjustment: difference; baseline_adjustment_cap_ratio: 0.4").Programmes[0];

        (plain.Contract.Text, plain.Method, plain.Price.Value, plain.Rules).ShouldBe(("dr-1", "15-of-20", 80m, BaselineRules.FifteenOfTwenty));
        own.Rules!.ShouldBe(new(5, 2, DayPick.Highest, DayKind.SameKind, SameDayAdjustment.TwentyPercent with { Form = AdjustmentForm.Difference, Cap = new Ratio(0.4m) }, 60));
        BaselineSites.Site("baseline: before-instruction; baseline_price_usd_per_mwh: 80").Programmes[0].Rules.ShouldBeNull();
    }

    [Theory]
    [InlineData("baseline: 10-of-10", "baseline_price_usd_per_mwh")]
    [InlineData("baseline: 11-of-11; baseline_price_usd_per_mwh: 80", "10-of-10")]
    [InlineData("baseline_price_usd_per_mwh: 80", "baseline is not: it says something of a baseline")]
    [InlineData("baseline: before-instruction; baseline_price_usd_per_mwh: 80; baseline_take_days: 3", "no other day counts there")]
    [InlineData("baseline: 10-of-10; baseline_price_usd_per_mwh: 80; baseline_take_days: 11", "baseline_take_days is 11 and it looks at 10 days")]
    [InlineData("baseline: 10-of-10; baseline_price_usd_per_mwh: 80; baseline_adjustment_cap_ratio: 0.2", "the event's own day does not count")]
    [InlineData("baseline: 10-of-10; baseline_price_usd_per_mwh: -1", "from 0 to 10")]
    public void What_does_not_go_together_is_refused_with_its_place(string keys, string why)
    {
        var refusal = SiteText.Refused(BaselineSites.Text(keys));

        refusal.What.ShouldContain(why);
        refusal.What.ShouldContain("site.yaml, line");
    }
}
