using System.Globalization;
using Shouldly;
using Spillway.Simulation.Worlds;
using Spillway.Tests;
using Xunit;

namespace Spillway.SimulationTests;

/// <summary>The desk in seeded worlds: 60 machines, 6 hours of faults and kills, half an hour of calm. More of them by one command:
/// <c>spillway simulate --seed 1 --hours 6 --worlds 10000</c>.</summary>
public sealed class WorldsTests
{
    private const int Worlds = 1_000;
    private const int Batch = 20;

    // As many of the thousand as three minutes hold, and never fewer than a batch: the other test programs share the cores. SPILLWAY_WORLDS_MINUTES
    // gives them another time.
    private static readonly TimeSpan _within = TimeSpan.FromMinutes(
        double.Parse(Environment.GetEnvironmentVariable("SPILLWAY_WORLDS_MINUTES") is { Length: > 0 } minutes ? minutes : "3", CultureInfo.InvariantCulture));

    [Fact]
    public void The_desk_keeps_its_word_in_a_thousand_worlds_or_as_many_as_its_time_holds()
    {
        var worlds = Environment.GetEnvironmentVariable("SPILLWAY_WORLDS") is { Length: > 0 } fewer ? int.Parse(fewer, CultureInfo.InvariantCulture) : Worlds;
        var begun = TimeProvider.System.GetTimestamp();
        var done = 0;
        while (done < worlds && (done == 0 || TimeProvider.System.GetElapsedTime(begun) < _within))
        {
            var batch = Math.Min(Batch, worlds - done);
            var tally = WorldTally.Run((ulong)done + 1, batch, WorldSize.Small, _ => { }, TestContext.Current.CancellationToken);
            tally.Violated.Select(result => result.Violation!.ToString()).ShouldBeEmpty();
            done += batch;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{done} worlds in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0} s");
    }

    [Theory]
    [MemberData(nameof(KeptSeeds))]
    public void A_seed_that_once_failed_fails_no_more(string file, ulong seed, double hours, int machines, double faults)
    {
        var size = WorldSize.Small with { Machines = machines, Length = NodaTime.Duration.FromHours(hours), FaultsPerMachineDay = faults };

        var result = SimulatedWorld.Run(WorldSetup.Of(seed, size), TestContext.Current.CancellationToken);

        result.Violation.ShouldBeNull(file);
    }

    [Fact]
    public void The_same_seed_makes_the_same_world_and_the_same_desk_bit_for_bit()
    {
        var size = WorldSize.Small with { Length = NodaTime.Duration.FromHours(2), FaultsPerMachineDay = 20 };

        string Digest(ulong seed) => SimulatedWorld.Run(WorldSetup.Of(seed, size), TestContext.Current.CancellationToken).Digest;

        Digest(7).ShouldBe(Digest(7));
        Digest(7).ShouldNotBe(Digest(8));
    }

    [Fact]
    public void Worlds_have_faults_kills_and_commands_in_them()
    {
        var tally = WorldTally.Run(1, 12, WorldSize.Small, _ => { }, TestContext.Current.CancellationToken);

        tally.Faults.ShouldBeGreaterThan(12 * 20);
        tally.Kills.ShouldBeGreaterThan(6);
        tally.Commands.ShouldBeGreaterThan(12 * 100);
        tally.Events.Swings.ShouldBeGreaterThan(0);
        tally.Events.Reboots.ShouldBeGreaterThan(0);
        tally.Events.Waits.ShouldBeGreaterThan(0);
        tally.Events.ClockSteps.ShouldBeGreaterThan(0);
        tally.Events.Lowered.ShouldBeGreaterThan(0);
    }

    public static TheoryData<string, ulong, double, int, double> KeptSeeds()
    {
        var data = new TheoryData<string, ulong, double, int, double>();
        var folder = Path.Combine(Repository.Root, "tests", "Spillway.SimulationTests", "seeds");
        foreach (var file in Directory.GetFiles(folder, "*.seed").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.StartsWith("--", StringComparison.Ordinal)))
            {
                var words = line.Split(' ');
                data.Add(
                    Path.GetFileName(file),
                    ulong.Parse(Word("--seed"), CultureInfo.InvariantCulture),
                    double.Parse(Word("--hours"), CultureInfo.InvariantCulture),
                    int.Parse(Word("--machines"), CultureInfo.InvariantCulture),
                    double.Parse(Word("--faults"), CultureInfo.InvariantCulture));

                string Word(string option) => words[Array.IndexOf(words, option) + 1];
            }
        }

        return data;
    }
}
