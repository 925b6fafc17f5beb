using NodaTime;
using Shouldly;
using Spillway.App.Console.Now;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Console.Now;

public sealed class GroupSentencesTests
{
    private static readonly Instant _until = Instant.FromUtc(2026, 8, 17, 14, 20);

    public static TheoryData<CauseKind> Causes => [.. Enum.GetValues<CauseKind>()];

    public static TheoryData<ReasonCode> Codes => [.. Enum.GetValues<ReasonCode>()];

    [Theory]
    [InlineData(182.40, 0, "Off: the price 182.40 is above what hall-b earns, 97.10 USD/MWh.")]
    [InlineData(12.5, 20, "On: the price 12.50 is below what hall-b earns, 97.10 USD/MWh.")]
    [InlineData(-5.25, 20, "On: the price −5.25 is below zero, the site is paid to run.")]
    [InlineData(12.5, 7, "7 of 20 on: the price 12.50 is below what hall-b earns, 97.10 USD/MWh.")]
    public void Economics_names_price_and_value(double price, int target, string expected)
    {
        var code = price > 97.1 ? ReasonCode.PriceAboveValue : ReasonCode.PriceBelowValue;
        var facts = Facts(CauseKind.Economics, target) with { Reason = new(code, new((decimal)price), new(97.1m)) };

        new GroupSentences(Readers.English).Why(facts).ShouldBe(expected);
    }

    [Fact]
    public void A_ceiling_names_level_order_source_and_end()
    {
        var facts = Facts(CauseKind.Ceiling, 0);

        new GroupSentences(Readers.English).Why(facts).ShouldBe("Off: the site is held at 12.0 MW by order grid-1 of ercot until 14:20:00.");
        new GroupSentences(Readers.English).Why(facts with { Order = Order(null) }).ShouldBe("Off: the site is held at 12.0 MW by order grid-1 of ercot until it is released.");
        new GroupSentences(Readers.Chinese).Why(facts).ShouldBe("停机：按 ercot 的指令 grid-1，全站限于 12.0 MW，至 14:20:00。");
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_cause_has_its_sentence_in_both_languages(CauseKind cause) => ShouldBeWhole(Facts(cause, 3));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_reason_of_a_decision_has_its_sentence_in_both_languages(ReasonCode code) =>
        ShouldBeWhole(Facts(CauseKind.Economics, 3) with { Reason = new(code, new(50m), new(97.1m), new(60m), 4, null, "as-1/rrs", new(10m)) });

    [Theory]
    [InlineData(AlarmCode.StaleMeter, "meter is silent")]
    [InlineData(AlarmCode.StalePrice, "no new price")]
    [InlineData(AlarmCode.LostClock, "clock jumped")]
    [InlineData(AlarmCode.Restarted, "just restarted")]
    [InlineData(AlarmCode.LostGroup, "cannot be reached")]
    public void What_the_fail_safe_table_does_names_what_is_missing(AlarmCode alarm, string words)
    {
        var facts = Facts(CauseKind.FailSafe, 3) with { Alarms = [alarm] };

        new GroupSentences(Readers.English).Why(facts).ShouldContain(words);
        ShouldBeWhole(facts);
    }

    private static void ShouldBeWhole(GroupFacts facts)
    {
        var english = new GroupSentences(Readers.English).Why(facts);
        var chinese = new GroupSentences(Readers.Chinese).Why(facts);

        english.ShouldEndWith(".");
        english.ShouldNotContain("{");
        chinese.ShouldEndWith("。");
        chinese.ShouldNotBe(english);
        System.Text.RegularExpressions.Regex.IsMatch(chinese.Replace("ercot", "", StringComparison.Ordinal), "[a-z]{5,}").ShouldBeFalse(chinese);
    }

    private static GroupFacts Facts(CauseKind cause, int target) => new(
        new("hall-b"), 20, target, cause, new(ReasonCode.PriceBelowValue, new(50m), new(97.1m)), new(50m), new(97.1m), "USD", Order(_until), new(42m), []);

    private static ActiveOrder Order(Instant? until) => new(
        new(new("grid-1"), OrderKind.Ceiling, OrderRank.Protection, new(12m), null, null, null, null, until, "grid", "ercot"),
        _until - Duration.FromMinutes(5), _until - Duration.FromMinutes(4), new Megawatts(12m));
}
