using NodaTime;
using Shouldly;
using Spillway.App.Alarms;
using Spillway.App.Notifications;
using Xunit;

namespace Spillway.Tests.App.Notifications;

public sealed class RuleMatchingTests
{
    private static readonly Instant _at = Instant.FromUtc(2026, 7, 1, 5, 0);
    private static readonly LocalTime _noon = new(12, 0);
    private static readonly LocalTime _night = new(2, 0);

    private static readonly NotificationRule _rule = new() { Name = "night", Channel = ChannelKind.File, Targets = ["night.jsonl"], Least = AlarmPriority.High };

    [Fact]
    public void Only_alarms_of_the_priority_and_above_are_told()
    {
        RuleMatching.To(_rule, Raised("swing"), _noon).ShouldBe(RuleAnswer.Now);
        RuleMatching.To(_rule, Raised("stale-price"), _noon).ShouldBe(RuleAnswer.No);
        RuleMatching.To(_rule with { IsOn = false }, Raised("swing"), _noon).ShouldBe(RuleAnswer.No);
        RuleMatching.To(_rule with { IsOnlyForEscalation = true }, Raised("swing"), _noon).ShouldBe(RuleAnswer.No);
    }

    [Fact]
    public void Codes_and_subjects_narrow_a_rule()
    {
        RuleMatching.To(_rule with { Codes = ["feed-tripped"] }, Raised("swing"), _noon).ShouldBe(RuleAnswer.No);
        RuleMatching.To(_rule with { Codes = ["swing"] }, Raised("swing"), _noon).ShouldBe(RuleAnswer.Now);
        RuleMatching.To(_rule with { Subjects = ["hall-b"] }, Raised("swing"), _noon).ShouldBe(RuleAnswer.No);
        RuleMatching.To(_rule with { Subjects = ["demo"] }, Raised("swing"), _noon).ShouldBe(RuleAnswer.Now);
    }

    [Fact]
    public void Quiet_hours_over_midnight_hold_back_all_but_the_critical()
    {
        var quiet = _rule with { QuietFrom = new(22, 0), QuietTo = new(6, 0) };

        RuleMatching.To(quiet, Raised("swing"), _night).ShouldBe(RuleAnswer.Later);
        RuleMatching.To(quiet, Raised("limit-exceeded"), _night).ShouldBe(RuleAnswer.Now);
        RuleMatching.To(quiet, Raised("swing"), _noon).ShouldBe(RuleAnswer.Now);
        (RuleMatching.IsQuiet(quiet, new(22, 0)), RuleMatching.IsQuiet(quiet, new(6, 0))).ShouldBe((true, false));
    }

    [Fact]
    public void An_end_is_told_where_it_is_asked_for()
    {
        var returned = new AlarmChange(AlarmChangeKind.Returned, _at, "desk", null) { Entry = Entry("swing") with { ReturnedAt = _at } };

        RuleMatching.To(_rule, returned, _noon).ShouldBe(RuleAnswer.No);
        RuleMatching.To(_rule with { TellsReturns = true }, returned, _noon).ShouldBe(RuleAnswer.Now);
    }

    [Fact]
    public void A_rule_does_not_tell_that_it_cannot_tell_and_another_does()
    {
        var lost = new AlarmChange(AlarmChangeKind.Raised, _at, "desk", null) { Entry = Entry("notification-lost") with { Subject = "night" } };

        RuleMatching.To(_rule, lost, _noon).ShouldBe(RuleAnswer.No);
        RuleMatching.To(_rule with { Name = "day" }, lost, _noon).ShouldBe(RuleAnswer.Now);
    }

    [Fact]
    public void What_is_out_of_service_wakes_nobody()
    {
        var aside = new AlarmChange(AlarmChangeKind.Raised, _at, "desk", null) { Entry = Entry("lost-group") with { OutOfService = new("ann", _at, "work") } };

        RuleMatching.To(_rule, aside, _noon).ShouldBe(RuleAnswer.No);
    }

    [Theory]
    [InlineData(DigestKind.Hourly, "09:10", "09:59", false)]
    [InlineData(DigestKind.Hourly, "09:59", "10:00", true)]
    [InlineData(DigestKind.Daily, "06:59", "07:00", true)]
    [InlineData(DigestKind.Daily, "07:00", "23:59", false)]
    [InlineData(DigestKind.None, "09:00", "09:00", true)]
    public void What_is_collected_is_told_when_it_is_due(DigestKind digest, string oldest, string now, bool isDue)
    {
        var day = new LocalDate(2026, 7, 1);

        RuleMatching.IsDue(_rule with { Digest = digest }, day + Time(oldest), day + Time(now)).ShouldBe(isDue);
    }

    [Fact]
    public void Every_part_of_a_rule_survives_being_kept()
    {
        var rule = _rule with
        {
            IsOn = false, Least = AlarmPriority.Low, Codes = ["swing"], Subjects = ["hall-a"], TellsReturns = true, TellsOrders = true, IsOnlyForEscalation = true,
            QuietFrom = new(22, 30), QuietTo = new(6, 0), EscalatesAfter = Duration.FromMinutes(7), EscalatesTo = 3, Digest = DigestKind.Hourly, Language = "zh-CN",
        };

        var again = RuleCodec.Read(RuleCodec.Write(rule));

        RuleCodec.Write(again).ShouldBe(RuleCodec.Write(rule));
        (again.EscalatesAfter, again.QuietFrom, again.Channel).ShouldBe((rule.EscalatesAfter, rule.QuietFrom, ChannelKind.File));
    }

    private static AlarmChange Raised(string code) => new(AlarmChangeKind.Raised, _at, "desk", null) { Entry = Entry(code) };

    private static AlarmEntry Entry(string code) => new(1, code, "demo", _at) { LastRaisedAt = _at, FirstOut = 1 };

    private static LocalTime Time(string text) => new(int.Parse(text[..2]), int.Parse(text[3..]));
}
