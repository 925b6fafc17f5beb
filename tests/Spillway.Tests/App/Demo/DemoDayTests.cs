using NodaTime;
using Shouldly;
using Spillway.App.Demo;
using Xunit;

namespace Spillway.Tests.App.Demo;

public sealed class DemoDayTests
{
    private const string Point = "LZ_WEST";
    private static readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb["America/Chicago"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void The_day_has_a_spike_prices_below_zero_and_a_calm_hour_for_the_order(int seed)
    {
        var day = DemoDay.Choose(seed, Point, _zone, [150m, 97m, 138m]);

        day.Highest.ShouldBeGreaterThan(300m);
        day.Lowest.ShouldBeLessThan(0m);
        (day.End - day.Start).ShouldBe(Duration.FromHours(24));
        day.Start.InZone(_zone).TimeOfDay.ShouldBe(LocalTime.Midnight);
        day.OrderAt.ShouldBeInRange(day.Start, day.End - Duration.FromHours(2));
        var own = day.Prices.First(column => column.Key.Point.Name == Point);
        for (var at = day.OrderAt - Duration.FromMinutes(65); at < day.OrderAt + Duration.FromMinutes(110); at += Duration.FromMinutes(15))
        {
            var index = Array.FindLastIndex(own.StartsUnixSeconds, start => start <= at.ToUnixTimeSeconds());
            own.Values[index].ShouldBeInRange(0m, 96.99m);
        }
    }

    [Fact]
    public void Days_of_the_same_kind_follow_without_a_gap_each_with_its_spike()
    {
        var day = DemoDay.Choose(1, Point, _zone, [150m, 97m, 138m]);
        var own = day.Prices.First(column => column.Key.Point.Name == Point);
        var first = Array.IndexOf(own.StartsUnixSeconds, day.End.ToUnixTimeSeconds());

        own.StartsUnixSeconds.Zip(own.StartsUnixSeconds.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First == 900);
        own.Values.Length.ShouldBe(first + (60 * 96));
        for (var following = 0; following < 60; following++)
        {
            own.Values.AsSpan(first + (following * 96), 96).ToArray().Max().ShouldBeGreaterThan(300m);
        }
    }
}
