using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>Random plants, decisions, orders and faults. The stand checks in every pass that deciding twice is the same, that
/// the folded shadow is the state, that each command has one outcome, and that lock-outs are left alone.</summary>
public sealed class RandomControlTests
{
    // CsCheck_Time, in seconds, asks for more.
    private const int Iterations = 60;

    private static readonly Gen<Plant> _plants = Gen.Select(Gen.Int[1, 3], Gen.Int[1, 8], Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 3], Gen.Int[6, 30]).Select(
        (groups, machines, perFeed, outlasts, ramp, import) =>
        {
            var loads = Enumerable.Range(0, groups).Select(group => Halls.Hall($"g{group}", machines + group, 20m + (group * 7 % 4))).ToArray();
            Megawatts? rate = ramp == 0 ? null : new(ramp * 20m);
            var site = Halls.Site(import, loads) with { Limits = new(new(import), rate, rate) };
            var rules = Plants.Plain with
            {
                Canaries = new(ramp % 2, Duration.FromSeconds(6), new(3m)),
                Restore = new(1 + ramp + (machines % 3), 2, Duration.FromSeconds(ramp)),
                SwingAlarm = new(new(3m), Duration.FromSeconds(4)),
                LargestStep = ramp == 2 ? new(new(4m), Duration.FromSeconds(5)) : null,
            };
            return Plants.Of(site, rules, perFeed, outlasts);
        });

    private static readonly Gen<ImmutableArray<(int Kind, int Number, int Size)>> _scripts =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 30], Gen.Int[0, 30]).Array[1, 25].Select(steps => steps.ToImmutableArray());

    [Fact]
    public void Whatever_happens_the_rules_hold_and_after_it_the_fleet_is_where_the_decision_wants_it() =>
        Gen.Select(_plants, _scripts).Sample(Holds, iter: Iterations);

    [Fact]
    public void Without_faults_no_minute_rises_faster_than_the_ramp() => Gen.Select(_plants, _scripts).Sample(
        (plant, script) =>
        {
            if (plant.Site.Limits.RampUpPerMinute is not { } ramp)
            {
                return;
            }

            var stand = new ControlStand(plant, followsWithinS: 1);
            var drawn = new List<decimal>();
            foreach (var step in script.Where(step => step.Kind < 8))
            {
                Act(stand, step);
                for (var second = 0; second < 10; second++)
                {
                    drawn.Add(stand.Fleet.Power.Value);
                    stand.Pass();
                }
            }

            // A feed that is closed brings all its machines at once: the room for it is gathered first.
            var largest = plant.Feeds.IsEmpty ? 1 : plant.Feeds.Max(feed => feed.Machines);
            for (var second = 0; second + 60 < drawn.Count; second++)
            {
                (drawn[second + 60] - drawn[second]).ShouldBeLessThanOrEqualTo(ramp.Value + largest + (ramp.Value / 60m));
            }
        },
        iter: Iterations);

    private static void Holds(Plant plant, ImmutableArray<(int Kind, int Number, int Size)> script)
    {
        var stand = new ControlStand(plant);
        foreach (var step in script)
        {
            Act(stand, step);
            for (var second = 0; second <= step.Size % 6; second++)
            {
                stand.Pass();
                CeilingHolds(stand);
            }
        }

        Mend(stand);
        stand.Decide([.. plant.Groups.Select(_ => 1)]).Pass();
        stand.Run(260);
        for (var group = 0; group < plant.Groups.Length; group++)
        {
            stand.Fleet.Running(group).ShouldBe(1, $"group {group}: {string.Join(" ", stand.State.Feeds)} {string.Join(" ", stand.Turn.Wanted)} {stand.Turn.Bounds} {stand.Turn.Expected} {stand.State.Unexplained} {string.Join(" ", stand.State.Alarms)}");
        }
    }

    // A ceiling of the grid is met by the commands of the very pass, as far as machines can be told.
    private static void CeilingHolds(ControlStand stand)
    {
        var by = stand.State.Orders.FirstOrDefault(active => active.Order.Id == stand.Turn.Bounds.CeilingBy);
        if (stand.Turn.Expected <= stand.Turn.Bounds.Ceiling || by is { Order.Rank: OrderRank.OperatorHold })
        {
            return;
        }

        for (var number = 0; number < stand.Plant.Machines; number++)
        {
            var machine = stand.State.Machines[number];
            var isOff = machine.Told is null ? machine.Condition is MachineCondition.Asleep or MachineCondition.Unpowered : machine.ToldMode == 0;
            (isOff || IsBeyondReach(stand, number, machine)).ShouldBeTrue($"machine {number} {machine} runs above {stand.Turn.Bounds}");
        }
    }

    private static bool IsBeyondReach(ControlStand stand, int number, MachineState machine)
    {
        var feed = stand.Plant.FeedOfMachine[number];
        var group = stand.Plant.Groups[stand.Plant.GroupOfMachine[number]].Load.Id;
        return machine.Condition is MachineCondition.Lost or MachineCondition.Unknown
            || machine.Attempts >= stand.Plant.Rules.Retries.Attempts
            || (feed >= 0 && stand.State.Feeds[feed].Position != FeedPosition.Closed)
            || (feed >= 0 && stand.State.Feeds[feed].Told == FeedAction.Open)
            || stand.State.Orders.Any(active => active.Order.Kind == OrderKind.LockOut
                && (active.Order.Group == group || (feed >= 0 && active.Order.Feed == stand.Plant.Feeds[feed].Id)));
    }

    private static void Act(ControlStand stand, (int Kind, int Number, int Size) step)
    {
        var plant = stand.Plant;
        var group = step.Number % plant.Groups.Length;
        var machine = step.Number % plant.Machines;
        var id = $"{step.Kind}-{step.Number}";
        switch (step.Kind)
        {
            case 0 or 1:
                stand.Decide([.. plant.Groups.Select((one, index) => (step.Number + (index * step.Size)) % (one.Load.Machines + 1))]);
                break;
            case 2 or 3:
                stand.Pass(Plants.Ceiling(step.Size, 1 + (step.Number % 12), (OrderRank)(1 + (step.Number % 4)), id));
                break;
            case 4:
                stand.Pass(Plants.Floor(step.Size % 12) with { Id = new(id) });
                break;
            case 5 when stand.State.Orders.Length > 0:
                stand.Pass(Release(stand.State.Orders[step.Number % stand.State.Orders.Length], id));
                break;
            case 6:
                stand.Pass(Plants.Hold($"g{group}", step.Size % 2 == 0) with { Id = new(id), Until = stand.Fleet.Now + Duration.FromSeconds(1 + step.Size) });
                break;
            case 7:
                stand.Pass(Plants.Stop(1 + (step.Size % 8)) with { Id = new(id) });
                break;
            case 8:
                stand.Pass(plant.Feeds.IsEmpty || step.Size % 2 == 0
                    ? Plants.LockGroup($"g{group}") with { Id = new(id) }
                    : Plants.LockFeed(plant.Feeds[step.Number % plant.Feeds.Length].Id.Text) with { Id = new(id) });
                break;
            case 9:
                stand.Fleet.Deaf.Add(machine);
                break;
            case 10:
                stand.Fleet.Refusing.Add(machine);
                break;
            case 11:
                stand.Fleet.Silent.Add(machine);
                break;
            case 12 when stand.Fleet.Condition(machine) != MachineCondition.Unpowered:
                stand.Fleet.Befalls(machine, step.Size % 3 == 0 ? MachineCondition.Lost : step.Size % 3 == 1 ? MachineCondition.Running : MachineCondition.Asleep);
                break;
            case 13 when !plant.Feeds.IsEmpty:
                stand.Fleet.Stuck.Add(step.Number % plant.Feeds.Length);
                break;
            case 14:
                stand.Fleet.HasMeter = step.Size % 2 == 0;
                break;
            default:
                stand.Pass(Duration.FromSeconds(step.Size - 10));
                break;
        }
    }

    private static Order Release(ActiveOrder active, string id) => active.Order.Kind == OrderKind.LockOut
        ? Plants.Order(id, OrderKind.Unlock, OrderRank.OperatorHold) with { Group = active.Order.Group, Feed = active.Order.Feed }
        : Plants.Release(active.Order.Id.Text) with { Id = new(id) };

    private static void Mend(ControlStand stand)
    {
        stand.Fleet.Deaf.Clear();
        stand.Fleet.Refusing.Clear();
        stand.Fleet.Silent.Clear();
        stand.Fleet.Stuck.Clear();
        stand.Fleet.HasMeter = true;
        for (var machine = 0; machine < stand.Plant.Machines; machine++)
        {
            if (stand.Fleet.Condition(machine) == MachineCondition.Lost)
            {
                stand.Fleet.Befalls(machine, MachineCondition.Asleep);
            }
        }

        while (stand.State.Orders.Length > 0)
        {
            stand.Pass(Release(stand.State.Orders[0], $"mend-{stand.State.Orders.Length}-{stand.State.LastCommand.Number}"));
        }
    }
}
