using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.World;
using Spillway.Units;

namespace Spillway.Simulation.Worlds;

/// <summary>Sites drawn at random: three groups of different machines, some behind breakers, some of those with watchdogs, under an
/// import limit that is sometimes less than all of them draw.</summary>
internal static class WorldPlants
{
    private const int Groups = 3;
    private const int FeedsPerGroup = 2;

    private static readonly string[] _names = ["a", "b", "c"];

    public static Plant Of(WorldChance chance, WorldSize size)
    {
        var machines = Math.Max(2, size.Machines / Groups);
        ImmutableArray<LoadGroup> loads = [.. _names.Select(name => Load(chance, name, machines))];
        var all = loads.Sum(load => load.PowerPerMachine(load.NormalModeIndex).Value * load.Machines);
        var import = decimal.Round(all * (chance.Happens(0.5) ? 0.85m : 1.1m), 6);
        Megawatts? ramp = chance.Happens(0.5) ? new(decimal.Round(all / chance.Whole(3, 12), 6)) : null;
        var site = new Site(new("world"), new(new(import), ramp, ramp), loads, []);
        var groups = ImmutableArray.CreateBuilder<PlantGroup>();
        var feeds = ImmutableArray.CreateBuilder<Feed>();
        for (var index = 0; index < loads.Length; index++)
        {
            var first = index * machines;
            groups.Add(new(loads[index], first, Abilities(chance, loads[index])));
            var isWatched = chance.Happens(0.5);
            for (var feed = 0; feed < FeedsPerGroup && index < Groups - 1; feed++)
            {
                var from = machines * feed / FeedsPerGroup;
                var to = machines * (feed + 1) / FeedsPerGroup;
                feeds.Add(new(new($"{_names[index]}-{feed + 1}"), index, first + from, to - from, Duration.FromMilliseconds(200), isWatched));
            }
        }

        return new(site, groups.ToImmutable(), feeds.ToImmutable(), Rules(chance, size, import)) { HasMeter = true };
    }

    public static ImmutableArray<SimulatedGroup> Physics(Plant plant, ulong seed, Instant start)
    {
        var groups = ImmutableArray.CreateBuilder<SimulatedGroup>();
        for (var index = 0; index < plant.Groups.Length; index++)
        {
            var group = plant.Groups[index];
            var build = MachineBuilds.Of(group.Load, "world", group.Load.Id.Text, group.Abilities.SleepOutlastsPowerCut);
            var next = group.FirstMachine;
            foreach (var feed in plant.Feeds.Where(feed => feed.GroupIndex == index))
            {
                groups.Add(Part(feed.Id.Text, feed.Machines, new(feed.HasWatchdog ? BreakerBuild.WatchedContactor : BreakerBuild.AirCircuitBreaker)));
            }

            if (next < group.EndMachine)
            {
                groups.Add(Part("", group.EndMachine - next, null));
            }

            SimulatedGroup Part(string feed, int machines, PhysicalBreaker? breaker)
            {
                var first = next;
                next += machines;
                return new(
                    group.Load.Id.Text,
                    feed,
                    [.. Enumerable.Range(first, machines).Select(number => new PhysicalMachine(build, MachineIdentity.Of(number + 1), SeededNoise.Bits(seed, number), start))],
                    breaker,
                    (double)group.Load.OverheadRatio.Value);
            }
        }

        return groups.ToImmutable();
    }

    private static LoadGroup Load(WorldChance chance, string name, int machines)
    {
        decimal watts = chance.Whole(28, 36) * 100;
        decimal hashrate = chance.Whole(90, 200);
        List<OperatingMode> modes = [new("off", new(25m), new(0m)), new("normal", new(watts), new(hashrate))];
        if (chance.Happens(0.5))
        {
            modes.Add(new("low", new(decimal.Round(watts * 0.65m)), new(decimal.Round(hashrate * 0.75m))));
        }

        return new(
            new(name), "miner", machines, [.. modes], 1, new(1m + (chance.Whole(0, 8) / 100m)), new(chance.Whole(2, 8)),
            new(chance.Whole(0, 10)), new(chance.Whole(0, 10)), Money.Zero, new EnergyPrice(chance.Whole(40, 140)), new(0m));
    }

    private static MachineAbilities Abilities(WorldChance chance, LoadGroup load) => new(
        true,
        [.. load.Modes.Select((_, index) => index != LoadGroup.OffIndex)],
        Duration.FromSeconds(15),
        Duration.FromSeconds(90) + Duration.FromMinutes((double)load.RestartTime.Value * 1.3),
        chance.Happens(0.5),
        chance.Happens(0.7) ? WattsGrade.Measured : WattsGrade.Estimated)
    {
        CanReboot = load.RestartTime.Value % 2 == 0,
    };

    private static ControlRules Rules(WorldChance chance, WorldSize size, decimal import) => ControlRules.Default with
    {
        PassPeriod = size.Pass,
        LargestStep = chance.Happens(0.3) ? new(new(decimal.Round(import / 3, 6)), Duration.FromSeconds(60)) : null,
        SwingAlarm = new(new(decimal.Round(import / 10, 6)), Duration.FromSeconds(10)),
        Canaries = new(chance.Whole(0, 2), Duration.FromSeconds(30), new(decimal.Round(import / 10, 6))),
        Restore = new(MachinesPerPass(size), 5, Duration.FromSeconds(chance.Whole(0, 30))),
        FailSafe = FailSafeTable.Default with
        {
            DeskDead = chance.Happens(0.5) ? FailSafeReaction.Stop : FailSafeReaction.GoOn,
            StalePrice = chance.Happens(0.2) ? FailSafeReaction.ComeDown : FailSafeReaction.Hold,
            SafePower = new(decimal.Round(import / 4, 6)),
        },
    };

    private static int MachinesPerPass(WorldSize size) => Math.Max(2, size.Machines / 10);
}
