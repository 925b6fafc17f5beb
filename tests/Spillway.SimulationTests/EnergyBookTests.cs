using NodaTime;
using Shouldly;
using Spillway.Simulation.Faults;
using Spillway.Simulation.Worlds;
using Xunit;

namespace Spillway.SimulationTests;

/// <summary>The check of energy finds what it is there for, before a meter lies and after it.</summary>
public sealed class EnergyBookTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);

    [Fact]
    public void Energy_from_nowhere_is_found()
    {
        var book = new EnergyBook([], _start, 5);

        book.Take(At(60), 6, 1, static () => 1).ShouldBeNull();
        book.Take(At(120), 7.5, 1, static () => 2.5)!.ShouldContain("1.5 MWh flowed where at most 1 can");
        new EnergyBook([], _start, 5).Take(At(60), 4.9, 1, static () => 0).ShouldNotBeNull();
    }

    [Fact]
    public void A_sound_meter_that_shows_something_else_is_found() =>
        new EnergyBook([], _start, 0).Take(At(60), 1, 2, static () => 1.001)!.ShouldContain("the meter shows 1.001 MWh and 1 flowed");

    [Theory]
    [InlineData(0.4, null)]
    [InlineData(0.41, "the meter shows 3.01 MWh and 3 flowed")]
    [InlineData(0.39, "the meter shows 2.99 MWh and 3 flowed")]
    public void A_meter_that_lied_is_held_against_what_flows_from_then_on(double afterwards, string? said)
    {
        var book = new EnergyBook([new SiteFault.OfMeter(At(70), Duration.FromMinutes(60), MeterFaultKind.Drifting, 1)], _start, 0);
        book.Take(At(60), 1, 2, static () => 1).ShouldBeNull();

        // Nobody asks it while it lies; then it has shown 0.6 MWh too much, and goes on from there.
        book.Take(At(120), 2, 2, static () => throw new InvalidOperationException("it lies")).ShouldBeNull();
        book.Take(At(150), 2.6, 2, static () => 3.2).ShouldBeNull();
        book.Take(At(180), 3, 2, () => 3.2 + afterwards).ShouldBe(said);
    }

    [Fact]
    public void A_lie_between_two_looks_is_one()
    {
        var book = new EnergyBook([new SiteFault.OfMeter(At(10), Duration.FromMinutes(5), MeterFaultKind.SignSwapped, 0)], _start, 0);

        book.Take(At(60), 1, 2, static () => 0.8).ShouldBeNull();
        book.Take(At(120), 2, 2, static () => 1.8).ShouldBeNull();
        book.Take(At(180), 3, 2, static () => 3).ShouldNotBeNull();
    }

    private static Instant At(int minutes) => _start + Duration.FromMinutes(minutes);
}
