using Shouldly;
using Spillway.Engine.Commands.Ladder;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>Two halls of ten machines of 1 MW; of those that earn the same, the one that starts wear least goes first.</summary>
public sealed class WearTests
{
    [Theory]
    [InlineData(50, 1, 50, 5, "sleep a×8")]
    [InlineData(50, 5, 50, 1, "sleep b×8")]
    [InlineData(50, 3, 50, 3, "sleep b×8")]
    [InlineData(51, 0, 50, 5, "sleep b×8")]
    [InlineData(50, 5, 51, 0, "sleep a×8")]
    public void Value_decides_first_then_wear_then_the_place_in_the_file(int worthOfA, int wearOfA, int worthOfB, int wearOfB, string told)
    {
        var stand = Stand((worthOfA, wearOfA), (worthOfB, wearOfB));

        var rungs = ShedLadder.Of(stand.Plant, stand.State).Rungs;
        stand.Pass(Plants.Ceiling(12m, 30));

        stand.Told().ShouldBe(told);
        rungs[0].Group.ShouldBe(told.Contains('a', StringComparison.Ordinal) ? 0 : 1, "the ladder stands in the order in which machines are told");
        rungs[0].WearPerMegawatt.ShouldBe(rungs[0].Group == 0 ? wearOfA : wearOfB);
    }

    [Theory]
    [InlineData(1, 5, "sleep a×9, open a-5, open a-4, open a-3, open a-2, open a-1")]
    [InlineData(5, 1, "sleep b×9, open b-5, open b-4, open b-3, open b-2, open b-1")]
    public void Feeds_go_in_the_same_order(int wearOfA, int wearOfB, string told)
    {
        var stand = Stand((50, wearOfA), (50, wearOfB), followsWithinS: 20);

        stand.Pass(Plants.Ceiling(11m, 1));

        stand.Told().ShouldBe(told);
    }

    [Theory]
    [InlineData(1, 5, 0, 6)]
    [InlineData(5, 1, 6, 0)]
    public void What_an_obligation_keeps_running_is_what_a_start_wears_most(int wearOfA, int wearOfB, int runningOfA, int runningOfB)
    {
        var stand = Stand((50, wearOfA), (50, wearOfB));
        stand.Pass(Plants.Floor(6m));

        stand.Decide(0, 0).Pass();
        stand.Run(5);

        (stand.Fleet.Running(0), stand.Fleet.Running(1)).ShouldBe((runningOfA, runningOfB));
    }

    [Fact]
    public void A_lower_mode_wears_more_for_each_megawatt()
    {
        var load = (Halls.Hall("a", 1, 50m) with { WearPerStart = new Money(3m) }).WithModes();

        (load.WearPerMegawatt(1), load.WearPerMegawatt(2)).ShouldBe((3m, 6m));
    }

    private static ControlStand Stand((int Worth, int Wear) a, (int Worth, int Wear) b, int followsWithinS = 2)
    {
        var site = Halls.Site(30m, Halls.Hall("a", 10, a.Worth) with { WearPerStart = new(a.Wear) }, Halls.Hall("b", 10, b.Worth) with { WearPerStart = new(b.Wear) });
        var stand = new ControlStand(Plants.Of(site, Plants.Plain, 2), followsWithinS);
        stand.Decide(10, 10).Pass();
        stand.Run(3);
        return stand;
    }
}
