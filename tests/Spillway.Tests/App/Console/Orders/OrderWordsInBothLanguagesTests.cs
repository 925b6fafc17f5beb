using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Boards;
using Spillway.App.Console.Orders;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Console.Orders;

public sealed class OrderWordsInBothLanguagesTests
{
    private static readonly Instant _at = Instant.FromUtc(2026, 8, 17, 14, 20);
    private static readonly OrderTexts _english = new(Readers.English);
    private static readonly OrderTexts _chinese = new(Readers.Chinese);

    public static TheoryData<OrderVerdict> Verdicts => [.. Enum.GetValues<OrderVerdict>()];

    public static TheoryData<OrderKind> Kinds => [.. Enum.GetValues<OrderKind>().Where(static kind => kind is not OrderKind.Release and not OrderKind.Unlock)];

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Every_verdict_is_said(OrderVerdict verdict)
    {
        _english.Verdict(verdict).ShouldEndWith(".");
        _english.Verdict(verdict).ShouldNotBe("Refused.");
        _chinese.Verdict(verdict).ShouldEndWith("。");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_said(OrderKind kind)
    {
        var active = new ActiveOrder(Order(kind), _at, _at, new Megawatts(12m));

        _english.What(active).ShouldNotBe("one");
        _chinese.What(active).ShouldNotBe(_english.What(active));
        _english.Ask(active.Order).ShouldNotBe("one");
        _chinese.Ask(active.Order).ShouldNotBe(_english.Ask(active.Order));
    }

    [Fact]
    public void Every_rank_and_way_is_said()
    {
        Enum.GetValues<OrderRank>().Select(_english.Rank).Distinct().Count().ShouldBe(5);
        Enum.GetValues<OrderRank>().Select(_chinese.Rank).Distinct().Count().ShouldBe(5);
        Enum.GetValues<ShedPath>().Select(_english.Path).Distinct().Count().ShouldBe(6);
        Enum.GetValues<ShedPath>().Select(_chinese.Path).Distinct().Count().ShouldBe(6);
    }

    [Theory]
    [InlineData(OrderKind.HoldOff, 4, 5, ShedPath.Firmware, 0, 0, "one: Accepted. Promised: 4.0 MW off within 5 s.", "one：已接受。承诺：5 秒 内切除 4.0 MW。")]
    [InlineData(OrderKind.HoldOff, 3, 5, ShedPath.Firmware, 1, 0, "one: Accepted. Promised: 3.0 MW off within 5 s; 1.0 MW of the group goes on drawing.", "one：已接受。承诺：5 秒 内切除 3.0 MW；该组仍有 1.0 MW 继续用电。")]
    [InlineData(OrderKind.HoldOn, -4, 65, ShedPath.Restore, 0, 0, "one: Accepted. 4.0 MW comes back, all of it after 65 s at the earliest; that is no promise.", "one：已接受。将恢复 4.0 MW，最早在 65 秒 后全部恢复；此项不作承诺。")]
    [InlineData(OrderKind.LockOut, 0, 0, ShedPath.None, 0, 6, "one: Accepted. Nothing moves; 6.0 MW more that is drawn now is out of reach of every order.", "one：已接受。不会有任何动作；目前正在使用的负荷中又有 6.0 MW 不受任何指令控制。")]
    [InlineData(OrderKind.Floor, 0, 0, ShedPath.None, 0, 0, "one: Accepted. Nothing has to move.", "one：已接受。无需任何动作。")]
    public void What_an_order_moves_is_said_with_its_answer(OrderKind kind, double off, int seconds, ShedPath path, double left, double locked, string english, string chinese)
    {
        var promise = new Promise(new((decimal)off), NodaTime.Duration.FromSeconds(seconds), path, new(0.5m), new((decimal)left), new((decimal)locked));
        var answer = new OrderAnswer(new("one"), OrderVerdict.Accepted, null, null, NodaTime.Duration.Zero, promise);

        new OrderAnswerSentence(Readers.English).Of(Order(kind), answer).ShouldBe(english);
        new OrderAnswerSentence(Readers.Chinese).Of(Order(kind), answer).ShouldBe(chinese);
    }

    [Theory]
    [InlineData(1573.4, "Costs 1,573 USD an hour.", "每小时代价 1,573 USD。")]
    [InlineData(-1588.2, "Saves 1,588 USD an hour.", "每小时节省 1,588 USD。")]
    [InlineData(0.0, "Costs nothing.", "没有代价。")]
    public void What_an_order_costs_has_its_direction_in_a_word(double cost, string english, string chinese)
    {
        new OrderCostSentence(Readers.English).Of((decimal)cost, "USD").ShouldBe(english);
        new OrderCostSentence(Readers.Chinese).Of((decimal)cost, "USD").ShouldBe(chinese);
    }

    [Theory]
    [InlineData(10, null, 25, "25.0 MW now, 13.0 MW to go, 50 s left")]
    [InlineData(30, 23, 12, "kept after 23 s; 12.0 MW now")]
    [InlineData(90, 75, 12, "late: reached after 75 s; 12.0 MW now")]
    [InlineData(90, null, 20, "missed: 20.0 MW now, 8.0 MW above it, 30 s after the deadline")]
    [InlineData(5, 0, 12, "was below it already; 12.0 MW now")]
    public void The_way_of_an_order_is_said_in_watts(int seconds, int? kept, double power, string expected)
    {
        var way = new OrderProgress(
            new("one"), _at, _at + Duration.FromSeconds(60), new(12m), new(40m), new((decimal)power), kept is { } at ? _at + Duration.FromSeconds(at) : null, null);

        new OrderWaySentence(Readers.English).Of(way, _at + Duration.FromSeconds(seconds)).ShouldBe(expected);
        new OrderWaySentence(Readers.Chinese).Of(way, _at + Duration.FromSeconds(seconds)).ShouldNotBe(expected);
    }

    [Theory]
    [InlineData(30, 12, 23, "kept after 23 s; 12.0 MW now", "kept after 23 s")]
    [InlineData(90, 12, 75, "kept, 12.0 MW now; when it was reached was not seen: the desk was started again", "kept; when it was reached was not seen")]
    [InlineData(30, 25, null, "25.0 MW now, 13.0 MW to go, 30 s left", "never reached")]
    public void Of_an_order_that_is_older_than_the_desks_start_nothing_is_said_that_was_not_seen(int seconds, double power, int? seen, string expected, string ended)
    {
        var way = new OrderProgress(new("one"), _at, _at + Duration.FromSeconds(60), new(12m), new(40m), new((decimal)power), seen is { } at ? _at + Duration.FromSeconds(at) : null, null) { IsOlder = true };

        new OrderWaySentence(Readers.English).Of(way, _at + Duration.FromSeconds(seconds)).ShouldBe(expected);
        OrderWaySentence.Ended(Readers.English, way).ShouldBe(ended);
    }

    [Fact]
    public void A_draft_says_what_it_lacks_and_becomes_the_order_that_it_describes()
    {
        var draft = new OrderDraft { Kind = DraftKind.ShedBy };
        draft.Fault().ShouldBe(DraftFault.Megawatts);
        draft.IsComplete.ShouldBeFalse();

        draft.Power = 20m;
        draft.Fault().ShouldBe(DraftFault.Reason);
        draft.Reason = "trying";
        draft.Fault().ShouldBeNull();
        draft.Seconds = -1m;
        draft.Fault().ShouldBe(DraftFault.Seconds);
        (draft.Seconds, draft.Minutes) = (30m, 10m);

        draft.ToOrder("one", Actor.Demo, _at).ShouldBe(new Order(
            new("one"), OrderKind.Reduction, OrderRank.Protection, new(20m), null, null, null, Duration.FromSeconds(30), _at + Duration.FromMinutes(10), "trying", "demo"));
    }

    [Theory]
    [InlineData(DraftKind.HoldOff, "hall-a", OrderKind.HoldOff, "hall-a", null)]
    [InlineData(DraftKind.HoldOn, "hall-a", OrderKind.HoldOn, "hall-a", null)]
    [InlineData(DraftKind.Lock, "feed:a-1", OrderKind.LockOut, null, "a-1")]
    [InlineData(DraftKind.Unlock, "hall-a", OrderKind.Unlock, "hall-a", null)]
    public void A_hold_or_lock_out_is_about_its_place(DraftKind kind, string place, OrderKind expected, string? group, string? feed)
    {
        var draft = new OrderDraft { Kind = kind, Reason = "work" };
        draft.Fault().ShouldBe(DraftFault.Place);
        draft.Place = place;

        var order = draft.ToOrder("one", Actor.Demo, _at);

        draft.Fault().ShouldBeNull();
        order.Kind.ShouldBe(expected);
        order.Rank.ShouldBe(OrderRank.OperatorHold);
        order.Group?.Text.ShouldBe(group);
        order.Feed?.Text.ShouldBe(feed);
        order.Power.ShouldBeNull();
    }

    private static Order Order(OrderKind kind) => new(
        new("one"), kind, OrderRank.OperatorHold, new(5m), new GroupId("hall-a"), null, null, Duration.FromSeconds(30), null, "why", "me");
}
