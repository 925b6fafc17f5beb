using Shouldly;
using Spillway.App.Backtests;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Backtests;

public sealed class PolicyListTests
{
    [Theory]
    [InlineData("strike", "strike")]
    [InlineData("always-on,look-ahead", "always-on|look-ahead")]
    [InlineData("strike:price=80", "strike:price=80")]
    [InlineData("strike:price=80,restart=60,look-ahead", "strike:price=80,restart=60|look-ahead")]
    [InlineData("strike:price=80,strike:price=90,min-off=30", "strike:price=80|strike:price=90,min-off=30")]
    public void A_comma_before_a_parameter_parts_parameters_and_any_other_parts_policies(string text, string expected) =>
        PolicyList.Split(text).ShouldBe(expected.Split('|'));

    [Fact]
    public void The_yardsticks_are_always_listed()
    {
        PolicyList.WithYardsticks([]).ShouldBe(["always-on", "strike", "look-ahead", "foresight"]);
        PolicyList.WithYardsticks(["strike:price=80"]).ShouldBe(["always-on", "strike", "strike:price=80", "foresight"]);
        PolicyList.WithYardsticks(["foresight", "look-ahead"]).ShouldBe(["always-on", "strike", "look-ahead", "foresight"]);
    }

    [Fact]
    public void A_policy_named_twice_is_refused()
    {
        var refusal = Should.Throw<RefusedException>(() => PolicyList.WithYardsticks(["strike:price=80", "strike:price=80"]));
        refusal.Code.ShouldBe(BacktestErrors.PolicyTwice);
        refusal.Message.ShouldContain("strike:price=80");
    }
}
