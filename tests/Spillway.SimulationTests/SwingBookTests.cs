using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.Simulation.Worlds;
using Xunit;

namespace Spillway.SimulationTests;

/// <summary>The check of swings finds what it is there for: 6 MW in 10 s raise the alarm, a machine draws 1 MW.</summary>
public sealed class SwingBookTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);

    [Theory]
    [InlineData(20, 10)]
    [InlineData(10, 20)]
    public void A_swing_that_nobody_ordered_and_no_alarm_is_found(double from, double to)
    {
        var book = Book();
        book.Take(Sight(0, from)).ShouldBeNull();

        book.Take(Sight(5, to))!.ShouldContain("no alarm stands");
    }

    [Fact]
    public void The_same_swing_is_in_order_with_an_alarm_or_where_it_was_ordered_or_slower()
    {
        Then(Sight(5, 10) with { IsStanding = true }).ShouldBeNull();
        Then(Sight(5, 10) with { FallMw = 8 }).ShouldBeNull();
        Then(Sight(5, 10) with { RiseMw = 8 })!.ShouldContain("no alarm stands");
        Then(Sight(11, 10)).ShouldBeNull();

        static string? Then(SwingSight second)
        {
            var book = Book();
            book.Take(Sight(0, 20));
            return book.Take(second);
        }
    }

    [Fact]
    public void An_alarm_although_nothing_moved_unasked_is_found()
    {
        var book = Book();
        book.Take(Sight(0, 20));

        book.Take(Raised(5, 10) with { FallMw = 10, UnaskedMw = 3 })!.ShouldContain("only 3 MW moved unasked");
    }

    [Fact]
    public void An_alarm_that_leaves_machines_out_is_found()
    {
        Then([1, 2, 3], [1, 2, 3]).ShouldBeNull();
        Then([1, 2, 3, 9], [1, 2, 3]).ShouldBeNull();
        Then([1, 2], [1, 2, 3])!.ShouldContain("3 moved as well");

        static string? Then(ImmutableArray<int> named, ImmutableArray<int> seen)
        {
            var book = Book();
            book.Take(Sight(0, 20));
            return book.Take(Raised(5, 10) with { UnaskedMw = 10, Named = named, Seen = seen });
        }
    }

    private static SwingBook Book() => new(new(new(6m), Duration.FromSeconds(10)), 1);

    private static SwingSight Sight(int second, double mw) => new(_start + Duration.FromSeconds(second), mw, 0, 0, 0, false, default, []);

    private static SwingSight Raised(int second, double mw) => Sight(second, mw) with { IsStanding = true, Named = [] };
}
