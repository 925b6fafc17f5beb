using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.App.Alarms;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Alarms;

public sealed class AlarmDecisionsTests
{
    private static readonly Instant _start = Instant.FromUtc(2026, 7, 1, 5, 0);
    private static readonly ImmutableArray<string> _codes = [.. AlarmTable.All.Where(static one => !Enum.GetValues<DeskAlarm>().Select(AlarmTable.Of).Contains(one)).Select(static one => one.Code)];
    private static readonly ImmutableArray<string> _subjects = ["hall-a", "hall-b", "feed-1"];

    [Fact]
    public void Nothing_that_stands_is_ever_missing_from_the_list_and_every_change_of_the_list_is_a_change_told()
    {
        var step = Gen.Select(Gen.Int[0, 7], Gen.Int[0, _codes.Length - 1], Gen.Int[0, _subjects.Length - 1], Gen.Int[0, 4000]);
        Gen.Select(step.List[1, 60], Gen.Bool).Sample((steps, _) =>
        {
            var (list, folded) = (AlarmList.Empty, AlarmList.Empty);
            var standing = new HashSet<(string, string)>();
            var at = _start;
            foreach (var (deed, code, subject, seconds) in steps)
            {
                at += Duration.FromSeconds(seconds);
                var changes = Do(list, standing, (deed, _codes[code], _subjects[subject]), at);
                var before = list;
                foreach (var change in changes)
                {
                    list = list.With(change);
                    folded = folded.With(change);
                }

                if (changes.IsEmpty)
                {
                    list.ShouldBeSameAs(before);
                }

                // What stands in fact is in the list once, and in exactly one of its places.
                list.Entries.Values.Where(static one => one.IsStanding).Select(static one => (one.Code, one.Subject)).ToHashSet().SetEquals(standing).ShouldBeTrue();
                list.Entries.Values.Count(static one => one.IsStanding).ShouldBe(standing.Count);
                list.Entries.Values.ShouldAllBe(static one => !one.IsOver);
                var parts = list.Shown.Count() + list.Entries.Values.Count(static one => one.State is AlarmState.Shelved or AlarmState.OutOfService);
                parts.ShouldBe(list.Entries.Count);

                // Grouping hides nothing.
                AlarmGroup.Of(list.Shown).SelectMany(static row => row.Entries).Select(static one => one.Number).Order().ShouldBe(list.Shown.Select(static one => one.Number).Order());

                // What guards people is never out of service.
                list.Entries.Values.Where(static one => one.State == AlarmState.OutOfService).ShouldAllBe(static one => !one.Definition.IsGuard);
            }

            AlarmCodec.Write(folded).ShouldBe(AlarmCodec.Write(list));
        });
    }

    [Fact]
    public void A_list_is_the_same_after_a_restart()
    {
        var list = Raise(AlarmList.Empty, "swing", "demo", 0);
        list = Fold(list, AlarmDecisions.TakenOut(list, new("hall-a", "ann", At(1), "work on the breaker", false)));
        list = Raise(list, "not-following", "hall-a", 2);
        list = Raise(list, "lost-group", "hall-b", 3);
        list = Fold(list, AlarmDecisions.Shelved(list, 3, new("bob", At(4), At(604), "switch is being replaced")));

        var again = AlarmCodec.Read(AlarmCodec.Write(list));

        AlarmCodec.Write(again).ShouldBe(AlarmCodec.Write(list));
        again.Entries.Values.Select(static one => one.State).ShouldBe([AlarmState.Unacknowledged, AlarmState.OutOfService, AlarmState.Shelved]);
        again.Find("lost-group", "hall-b")!.Shelf!.Until.ShouldBe(At(604));
    }

    [Fact]
    public void An_alarm_that_is_over_stays_until_somebody_knows_of_it()
    {
        var list = Raise(AlarmList.Empty, "stale-meter", "demo", 0);
        list = Fold(list, AlarmDecisions.Signalled(list, new("stale-meter", "demo", false), At(30)));

        list.Entries[1].State.ShouldBe(AlarmState.Returned);
        Fold(list, AlarmDecisions.Acknowledged(list, [1], new("ann", At(40), null))).Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_shelf_ends_by_itself_and_what_still_stands_has_to_be_known_anew()
    {
        var list = Raise(AlarmList.Empty, "stale-price", "demo", 0);
        list = Fold(list, AlarmDecisions.Shelved(list, 1, new("ann", At(10), At(610), "the market is out")));

        AlarmDecisions.ShelvesEnded(list, At(609)).ShouldBeEmpty();
        list = Fold(list, AlarmDecisions.ShelvesEnded(list, At(610)));

        list.Entries[1].State.ShouldBe(AlarmState.Unacknowledged);
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_keep_an_alarm_on_the_shelf()
    {
        var list = Raise(AlarmList.Empty, "stale-price", "demo", 1000);
        list = Fold(list, AlarmDecisions.Shelved(list, 1, new("ann", At(1010), At(1610), "the market is out")));

        AlarmDecisions.ShelvesEnded(list, At(0)).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("limit-exceeded", 1801)]
    [InlineData("swing", 7201)]
    [InlineData("stale-price", 28_801)]
    [InlineData("outcome-twice", 86_401)]
    [InlineData("outcome-twice", 0)]
    public void Nobody_shelves_longer_than_the_priority_allows(string code, int seconds)
    {
        var list = Raise(AlarmList.Empty, code, "demo", 0);

        Should.Throw<RefusedException>(() => AlarmDecisions.Shelved(list, 1, new("ann", At(1), At(1 + seconds), "tired of it"))).Code.ShouldBe(AlarmErrors.CannotShelve);
        AlarmDecisions.Shelved(list, 1, new("ann", At(1), At(1) + list.Entries[1].Definition.LongestShelf, "known")).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Nobody_shelves_without_a_reason(string reason)
    {
        var list = Raise(AlarmList.Empty, "swing", "demo", 0);

        Should.Throw<RefusedException>(() => AlarmDecisions.Shelved(list, 1, new("ann", At(1), At(61), reason))).Code.ShouldBe(AlarmErrors.CannotShelve);
    }

    [Fact]
    public void The_first_of_a_cascade_is_told_apart_from_what_followed()
    {
        var list = Raise(AlarmList.Empty, "feed-tripped", "feed-1", 0);
        list = Raise(list, "lost-group", "hall-a", 4);
        list = Raise(list, "stale-price", "demo", 5);
        list = Raise(list, "swing", "demo", 13);
        list = Raise(list, "promise-missed", "call-1", 24);

        list.Entries.Values.Select(static one => one.FirstOut).ShouldBe([1L, 1L, 3L, 1L, 5L]);
    }

    [Fact]
    public void Many_of_one_code_within_a_minute_are_one_row_that_opens_and_four_are_four()
    {
        var list = AlarmList.Empty;
        for (var number = 0; number < 6; number++)
        {
            list = Raise(list, "feed-not-following", $"feed-{number}", number * 30);
        }

        list = Raise(list, "feed-not-following", "feed-late", 1000);

        var rows = AlarmGroup.Of(list.Shown);

        rows.Select(static row => row.Entries.Length).OrderDescending().ShouldBe([6, 1]);
        rows.Single(static row => row.IsMany).Waiting.Length.ShouldBe(6);
        AlarmGroup.Of(list.Shown.Take(4)).Length.ShouldBe(4);
    }

    [Fact]
    public void What_guards_people_stays_in_service_while_its_feed_is_worked_on()
    {
        var list = Fold(AlarmList.Empty, AlarmDecisions.TakenOut(AlarmList.Empty, new("feed-1", "ann", At(0), "cable", false)));
        list = Raise(list, "feed-contradicts", "feed-1", 1);
        list = Raise(list, "feed-not-following", "feed-1", 2);

        list.Entries.Values.Select(static one => one.State).ShouldBe([AlarmState.Unacknowledged, AlarmState.OutOfService]);
        list = Fold(list, AlarmDecisions.PutBack(list, "feed-1", new("ann", At(3), null)));
        list.Entries.Values.Select(static one => one.State).ShouldBe([AlarmState.Unacknowledged, AlarmState.Unacknowledged]);
    }

    [Fact]
    public void What_was_missed_is_made_good_and_the_program_s_own_alarms_are_left_alone()
    {
        var list = Raise(Raise(AlarmList.Empty, "swing", "demo", 0), "notification-lost", "night", 1);

        list = Fold(list, AlarmDecisions.Reconciled(list, [new("stale-price", "demo", true)], At(5)));

        list.Entries.Values.Select(static one => (one.Code, one.IsStanding)).ShouldBe([("swing", false), ("notification-lost", true), ("stale-price", true)]);
    }

    [Fact]
    public void A_flood_is_ten_alarms_in_ten_minutes()
    {
        var nine = Enumerable.Range(0, 9).Select(minute => At(minute * 60)).ToImmutableArray();

        AlarmRates.Of(nine, At(9 * 60)).ShouldBe(new(9, 9, 9m / 144m, 0));
        var ten = AlarmRates.Of(nine.Add(At(540)), At(540));
        (ten.IsFlood, ten.Worst, ten.FloodMinutes).ShouldBe((true, 10, 10));
        AlarmRates.Of(nine.Add(At(601)), At(601)).IsFlood.ShouldBeFalse();
    }

    private static ImmutableArray<AlarmChange> Do(AlarmList list, HashSet<(string, string)> standing, (int Deed, string Code, string Subject) what, Instant at)
    {
        var any = list.Entries.Values.FirstOrDefault(one => one.Subject == what.Subject);
        switch (what.Deed)
        {
            case 0 or 1:
                standing.Add((what.Code, what.Subject));
                return AlarmDecisions.Signalled(list, new(what.Code, what.Subject, true), at);
            case 2:
                standing.Remove((what.Code, what.Subject));
                return AlarmDecisions.Signalled(list, new(what.Code, what.Subject, false), at);
            case 3 when any is not null:
                return AlarmDecisions.Acknowledged(list, [any.Number], new("ann", at, null));
            case 4 when any is not null:
                return AlarmDecisions.Shelved(list, any.Number, new("ann", at, at + Duration.FromMinutes(20), "why"));
            case 5:
                return AlarmDecisions.ShelvesEnded(list, at);
            case 6 when !list.Tags.Any(tag => tag.Subject == what.Subject):
                return AlarmDecisions.TakenOut(list, new(what.Subject, "ann", at, "why", false));
            case 7 when list.Tags.Any(tag => tag.Subject == what.Subject):
                return AlarmDecisions.PutBack(list, what.Subject, new("ann", at, null));
            default:
                return [];
        }
    }

    private static Instant At(int seconds) => _start + Duration.FromSeconds(seconds);

    private static AlarmList Raise(AlarmList list, string code, string subject, int seconds) => Fold(list, AlarmDecisions.Signalled(list, new(code, subject, true), At(seconds)));

    private static AlarmList Fold(AlarmList list, ImmutableArray<AlarmChange> changes) => changes.Aggregate(list, static (before, change) => before.With(change));
}
