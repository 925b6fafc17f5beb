using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.App.Boards;
using Xunit;

namespace Spillway.Tests.App.Boards;

public sealed class LookersTests
{
    [Fact]
    public void Somebody_looks_while_one_is_open_and_for_a_while_after()
    {
        var wall = new FakeTimeProvider();
        var lookers = new Lookers(wall);
        lookers.IsAnybody(TimeSpan.FromMinutes(2)).ShouldBeFalse();

        lookers.Came();
        lookers.Came();
        lookers.Left();
        wall.Advance(TimeSpan.FromHours(1));
        lookers.IsAnybody(TimeSpan.FromMinutes(2)).ShouldBeTrue();
        lookers.Open.ShouldBe(1);

        lookers.Left();
        wall.Advance(TimeSpan.FromMinutes(2));
        lookers.IsAnybody(TimeSpan.FromMinutes(2)).ShouldBeTrue();
        wall.Advance(TimeSpan.FromSeconds(1));
        lookers.IsAnybody(TimeSpan.FromMinutes(2)).ShouldBeFalse();
    }
}
