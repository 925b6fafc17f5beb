using System.Collections.Immutable;
using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Faults;

/// <summary>What goes wrong on a site, when and for how long: a pure function of a seed.</summary>
public static class FaultSchedule
{
    // One draw a day and stream: enough streams that no two kinds share their chance.
    private const int DrawsPerDay = 1 << 20;
    private const double ShortestSeconds = 20;
    private const double LongestSeconds = 1800;
    private const double ShortestKillSeconds = 1;
    private const double LongestKillSeconds = 60;
    private const double NetworkShare = 0.5;
    private const double KillShare = 4;

    // Kinds that came later draw from the second half of a day's chance, so that a seed keeps what it had before.
    private const int LaterDraws = DrawsPerDay / 2;
    private const double ShortestStuckSeconds = 60;
    private const double LongestStuckSeconds = 7200;
    private const double ShortestFullSeconds = 1;
    private const double LongestFullSeconds = 300;

    private static readonly ImmutableArray<Duration> _clockSteps =
        [Duration.FromHours(-1), Duration.FromHours(1), Duration.FromSeconds(-30), Duration.FromSeconds(30)];

    private static readonly ImmutableArray<MachineFaults> _machineKinds =
    [
        MachineFaults.Refuses, MachineFaults.SaysDone, MachineFaults.PowerFieldStuck, MachineFaults.ForgetsSleep, MachineFaults.Slow,
        MachineFaults.Drops, MachineFaults.Malformed, MachineFaults.BoardLost, MachineFaults.PoolLost, MachineFaults.Absent, MachineFaults.CutOff,
    ];

    /// <summary>The faults of a site from a start on, in order of time and without an end: take as many as are needed.</summary>
    /// <param name="seed">All their chance.</param>
    /// <param name="intensity">Faults per machine and day, and as many per breaker, for the meter, for the desk's disk and for its clock;
    /// half as many network cuts a group, four times as many kills of the desk; of starts that do not get on, one for eleven of a
    /// machine's others. 0 to 1,000; 0 gives none.</param>
    /// <param name="machines">How many machines each group has.</param>
    /// <param name="start">Before it nothing goes wrong.</param>
    /// <returns>The faults.</returns>
    public static IEnumerable<SiteFault> Of(ulong seed, double intensity, ImmutableArray<int> machines, Instant start)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(intensity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(intensity, 1_000);
        if (intensity == 0)
        {
            yield break;
        }

        for (var day = 0; ; day++)
        {
            var (dice, later) = (new Dice(seed, (long)day * DrawsPerDay), new Dice(seed, ((long)day * DrawsPerDay) + LaterDraws));
            var begins = start + Duration.FromDays(day);
            foreach (var fault in Day(dice, intensity, machines, begins).Concat(LaterKinds(later, intensity, machines, begins)).OrderBy(fault => fault.At).ToList())
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<SiteFault> Day(Dice dice, double intensity, ImmutableArray<int> machines, Instant day)
    {
        for (var group = 0; group < machines.Length; group++)
        {
            for (var left = dice.Count(intensity * machines[group]); left > 0; left--)
            {
                yield return new SiteFault.OfMachine(
                    dice.When(day), dice.Length(ShortestSeconds, LongestSeconds), group, dice.Below(machines[group]), _machineKinds[dice.Below(_machineKinds.Length)]);
            }

            for (var left = dice.Count(intensity); left > 0; left--)
            {
                yield return Breaker(dice, group, day);
            }

            for (var left = dice.Count(intensity * NetworkShare); left > 0; left--)
            {
                yield return new SiteFault.OfNetwork(dice.When(day), dice.Length(ShortestSeconds, LongestSeconds), group);
            }
        }

        for (var left = dice.Count(intensity); left > 0; left--)
        {
            var kind = (MeterFaultKind)dice.Below(3);
            yield return new SiteFault.OfMeter(
                dice.When(day), dice.Length(ShortestSeconds, LongestSeconds), kind, kind == MeterFaultKind.Drifting ? 0.2 * dice.Symmetric() : 0);
        }

        for (var left = dice.Count(intensity * KillShare); left > 0; left--)
        {
            yield return new SiteFault.OfDesk(dice.When(day), dice.Length(ShortestKillSeconds, LongestKillSeconds));
        }
    }

    private static IEnumerable<SiteFault> LaterKinds(Dice dice, double intensity, ImmutableArray<int> machines, Instant day)
    {
        for (var group = 0; group < machines.Length; group++)
        {
            for (var left = dice.Count(intensity * machines[group] / _machineKinds.Length); left > 0; left--)
            {
                yield return new SiteFault.OfMachine(
                    dice.When(day), dice.Length(ShortestStuckSeconds, LongestStuckSeconds), group, dice.Below(machines[group]), MachineFaults.StuckStarting);
            }
        }

        for (var left = dice.Count(intensity); left > 0; left--)
        {
            yield return new SiteFault.OfDisk(dice.When(day), dice.Length(ShortestFullSeconds, LongestFullSeconds));
        }

        for (var left = dice.Count(intensity); left > 0; left--)
        {
            yield return new SiteFault.OfClock(dice.When(day), dice.Length(ShortestSeconds, LongestSeconds), _clockSteps[dice.Below(_clockSteps.Length)]);
        }
    }

    private static SiteFault Breaker(Dice dice, int group, Instant day)
    {
        var (at, length) = (dice.When(day), dice.Length(ShortestSeconds, LongestSeconds));
        return dice.Below(3) switch
        {
            0 => new SiteFault.OfBreaker(at, length, group, BreakerFaults.Stuck),
            1 => new SiteFault.OfBreaker(at, length, group, BreakerFaults.Lies),
            _ => new SiteFault.OfProtection(at, length, group),
        };
    }

    /// <summary>Draws in order from one stream.</summary>
    private sealed class Dice(ulong seed, long index)
    {
        private long _index = index;

        /// <summary>A whole count whose mean is the figure given.</summary>
        public int Count(double mean) => (int)(Math.Floor(mean) + (Unit() < mean - Math.Floor(mean) ? 1 : 0));

        public int Below(int bound) => SeededNoise.Below(seed, _index++, bound);

        public double Symmetric() => SeededNoise.Symmetric(seed, _index++);

        public Instant When(Instant day) => day + Duration.FromMilliseconds(Math.Floor(Unit() * 86_400_000));

        /// <summary>Short ones are as frequent as long ones on a logarithmic scale; whole milliseconds.</summary>
        public Duration Length(double shortestSeconds, double longestSeconds) =>
            Duration.FromMilliseconds(Math.Floor(1000 * shortestSeconds * Math.Pow(longestSeconds / shortestSeconds, Unit())));

        private double Unit() => SeededNoise.Unit(seed, _index++);
    }
}
