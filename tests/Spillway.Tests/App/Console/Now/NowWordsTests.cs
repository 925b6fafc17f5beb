using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.App.Alarms;
using Spillway.App.Boards;
using Spillway.App.Console.Now;
using Spillway.Engine.Commands.Ladder;
using Xunit;

namespace Spillway.Tests.App.Console.Now;

public sealed class NowWordsTests
{
    private static readonly Instant _at = Instant.FromUtc(2026, 8, 17, 14, 20);

    public static TheoryData<string> Alarms => [.. AlarmTable.All.Select(static one => one.Code)];

    [Fact]
    public void The_ladder_is_read_aloud()
    {
        LadderSentence.Of(Readers.English, [Step(0.6, 41.2m), Step(14, 118m)]).ShouldBe("41.2 MW in 0.6 s, 118.0 MW in 14 s");
        LadderSentence.Of(Readers.Chinese, [Step(0.6, 41.2m), Step(600, 118m)]).ShouldBe("0.6 秒 内 41.2 MW，10 分钟 内 118.0 MW");
        LadderSentence.Of(Readers.English, [Step(1, 10m), Step(2, 10.5m), Step(30, 20m), Step(60, 21m), Step(90, 40m)]).ShouldBe("10.0 MW in 1 s, 20.0 MW in 30 s, 40.0 MW in 90 s");
        LadderSentence.Of(Readers.English, []).ShouldBe("Nothing runs that could be taken off.");
    }

    [Theory]
    [MemberData(nameof(Alarms))]
    public void Every_alarm_has_its_line_in_both_languages(string code)
    {
        var alarm = new AlarmEntry(1, code, "hall-a", _at) { LastRaisedAt = _at, FirstOut = 1 };

        AlarmLine.Of(Readers.English, alarm).ShouldStartWith("hall-a: ");
        AlarmLine.Of(Readers.English, alarm).ShouldNotEndWith(": alarm");
        AlarmLine.Of(Readers.Chinese, alarm).ShouldStartWith("hall-a：");
    }

    [Fact]
    public void The_alarms_program_s_own_among_them_are_counted_by_where_they_are()
    {
        var mark = new AlarmMark("ann", _at, null);
        var alarms = StandingAlarms.Of(Listed(
            Alarm(1, "notification-lost"),
            Alarm(2, "feed-tripped") with { Acknowledged = mark },
            Alarm(3, "desk-silent"),
            Alarm(4, "swing") with { ReturnedAt = _at },
            Alarm(5, "stale-price") with { Shelf = new("ann", _at, _at + Duration.FromHours(1), "known") },
            Alarm(6, "not-following") with { OutOfService = mark }));

        alarms.Standing.Select(static one => one.Number).ShouldBe([3, 1, 2]);
        (alarms.Over, alarms.Shelved, alarms.OutOfService, alarms.IsClear, alarms.Worst).ShouldBe((1, 1, 1, false, AlarmPriority.Critical));
    }

    [Fact]
    public void All_is_clear_only_where_nothing_stands_and_nothing_waits()
    {
        var shelved = Alarm(1, "stale-price") with { Shelf = new("ann", _at, _at + Duration.FromHours(1), "known") };

        StandingAlarms.Of(AlarmList.Empty).IsClear.ShouldBeTrue();
        StandingAlarms.Of(Listed(shelved with { ReturnedAt = _at })).IsClear.ShouldBeTrue();
        StandingAlarms.Of(Listed(shelved)).IsClear.ShouldBeFalse();
        StandingAlarms.Of(Listed(Alarm(1, "swing") with { ReturnedAt = _at })).IsClear.ShouldBeFalse();
        StandingAlarms.Of(Listed(Alarm(1, "swing") with { Acknowledged = new("ann", _at, null) })).IsClear.ShouldBeFalse();
    }

    [Fact]
    public void The_price_axis_ends_where_prices_beside_a_spike_can_still_be_read()
    {
        ImmutableArray<TrendSample> calm = [Sample(0, 30m), Sample(10, 80m)];
        ImmutableArray<TrendSample> spike = [.. calm, Sample(20, 4_800m)];

        TrendLines.PriceTop(calm).ShouldBeNull();
        TrendLines.PriceTop(spike).ShouldBe(400m);
        TrendLines.PriceBottom(calm).ShouldBe(0m);
        TrendLines.PriceBottom([.. calm, Sample(20, -20m)]).ShouldBe(-22m);
    }

    [Fact]
    public void The_chart_is_said_in_a_sentence()
    {
        new TrendLines(Readers.English, "USD").Sentence([Sample(0, 30m), Sample(10, null), Sample(20, 4_800m)])
            .ShouldBe("Since 14:20: load from 40.0 MW to 40.0 MW, price from 30.00 to 4,800.00 USD/MWh.");
        new TrendLines(Readers.Chinese, "USD").Sentence([Sample(0, 30m)]).ShouldBe("自 14:20 起：负荷 40.0 MW 至 40.0 MW，电价 30.00 至 30.00 USD/MWh。");
        new TrendLines(Readers.English, "USD").Sentence([]).ShouldBe("The desk has made no pass yet.");
    }

    private static AlarmEntry Alarm(long number, string code) => new(number, code, "hall-a", _at) { LastRaisedAt = _at, FirstOut = number };

    private static AlarmList Listed(params AlarmEntry[] entries) => new() { Entries = entries.ToImmutableSortedDictionary(static one => one.Number, static one => one) };

    private static ShedStep Step(double seconds, decimal power) => new(Duration.FromSeconds(seconds), new(power));

    private static TrendSample Sample(int seconds, decimal? price) =>
        new(_at + Duration.FromSeconds(seconds), new(40m), new(40m), new(42m), price is { } some ? new(some) : null, new(100m));
}
