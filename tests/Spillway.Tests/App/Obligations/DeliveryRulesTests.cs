using NodaTime;
using Shouldly;
using Spillway.App.Obligations;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Obligations;

/// <summary>The figures that judge a delivery come from the market's rules.</summary>
public sealed class DeliveryRulesTests : IDisposable
{
    private static readonly Instant _at = Instant.FromUtc(2026, 7, 1, 20, 0);
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_programs_own_file_states_the_usual_ones_and_a_market_without_rules_has_them() =>
        new[] { DeliveryRules.Of(RuleLibrary.OfProgram().Find("ercot"), _at), DeliveryRules.Of(null, _at) }.ShouldAllBe(rules => rules == DeliveryRules.Usual);

    [Fact]
    public void A_file_with_other_figures_changes_what_counts()
    {
        var rules = Of("""
              - {id: nclr-delivery-least, unit: ratio, value: 0.8, source: "test"}
              - {id: nclr-delivery-most, unit: ratio, value: 2, source: "test"}
              - {id: nclr-failures-to-disqualify, unit: failures, value: 3, source: "test"}
              - {id: nclr-baseline, unit: minutes, value: 10, source: "test"}
            """);

        rules.ShouldBe(new DeliveryRules(new(new(0.8m), new(2m)), 3, Duration.FromMinutes(10)));
        Delivery.Of(rules.Band, new(30m), new(100m), [new(75m)]).Verdict.ShouldBe(DeliveryVerdict.Delivered);
        Delivery.Of(DeliveryRules.Usual.Band, new(30m), new(100m), [new(75m)]).Verdict.ShouldBe(DeliveryVerdict.TooLittle);
    }

    [Theory]
    [InlineData("value: 95", "'95', and it has to be a figure from 0.01 to 1 (ratio)")]
    [InlineData("value: most", "'most', and it has to be a figure")]
    [InlineData("uncertain: true", "marked uncertain")]
    public void A_figure_that_could_not_be_meant_is_refused(string value, string says) =>
        Should.Throw<RefusedException>(() => Of($"  - {{id: nclr-delivery-least, unit: ratio, {value}, source: \"test\"}}\n")).Message.ShouldContain(says);

    private DeliveryRules Of(string parameters)
    {
        var path = _screen.Write("island.yaml", $"""
            market: island
            name: An island
            time_zone: UTC
            currency: USD
            intervals:
              - {"{"}kind: settlement, minutes: 15, source: "test"{"}"}
            settlement_points:
              - {"{"}label: P, type: zone, settles: [physical, financial], source: "test"{"}"}
            parameters:
            {parameters}
            """);
        return DeliveryRules.Of(RuleLibrary.OfFile("island.yaml", path), _at);
    }
}
