using System.Globalization;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Fleet;
using Spillway.App.Machines;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Machines;

public sealed class FleetScaleTests
{
    [Fact]
    public void Twelve_thousand_machines_are_looked_at_sorted_and_drawn_well_within_the_second_that_a_look_serves()
    {
        var plant = Plants.Of(Halls.Site(12_000m, Halls.Hall("hall-a", 6_000, 70m), Halls.Hall("hall-b", 6_000, 90m)), Plants.Plain, machinesPerFeed: 300);
        var fleet = new TinyFleet(plant, Halls.Slot().Start);
        fleet.Advance(Duration.FromSeconds(1));
        var frame = fleet.Observe(null, []);
        var state = ControlState.Before(plant, Halls.Slot().Start);
        state = state.Apply(plant, frame, ControlStep.Decide(plant, state, frame));
        var directory = MachineDirectory.Of(plant, []);
        var took = new List<double>();
        for (var round = 0; round < 11; round++)
        {
            var begun = TimeProvider.System.GetTimestamp();
            var snapshot = FleetSnapshot.Of(round, plant, state, static _ => null, FleetSnapshot.UsualStale);
            FleetFilter.All.OddFirst(snapshot, directory).Length.ShouldBe(12_000);
            Enumerable.Range(0, 2).Sum(group => HeatBlock.Of(plant, group, snapshot).Sum(static block => block.Machines)).ShouldBe(12_000);
            took.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
        }

        took.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {took[5]:0.0} ms of 11, longest {took[^1]:0.0} ms"));
        took[5].ShouldBeLessThan(500);
    }
}
