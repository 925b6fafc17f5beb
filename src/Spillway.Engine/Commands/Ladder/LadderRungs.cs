using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Ladder;

/// <summary>Makes the rungs of the ladder from the count of the plant.</summary>
internal static class LadderRungs
{
    private const double AllOfIt = 0.95;
    private static readonly Ratio _breakerConfidence = new(0.95m);

    // Nobody has learnt yet how groups follow into a lower mode: an even chance.
    private static readonly Ratio _loweredConfidence = new(0.5m);

    public static ImmutableArray<LadderRung> Firmware(Census census)
    {
        var rungs = new List<LadderRung>(census.Plant.Groups.Length);
        for (var group = 0; group < census.Plant.Groups.Length; group++)
        {
            var counted = census.Group(group);
            var asleep = (long)(counted.ReadyOn + counted.ReadyOff) * census.Nameplate(group).SleepW;
            var power = census.InMegawatts(group, counted.ExpectedW - counted.FixedW - asleep);
            if (power > Megawatts.Zero)
            {
                var response = census.State.Responses[group];
                rungs.Add(new(group, null, power, Within(census.Plant, group, response), Worth(census, group), Wear(census, group), Confidence(response)));
            }
        }

        return InOrder(rungs);
    }

    public static ImmutableArray<LadderRung> Breakers(Census census)
    {
        var rungs = new List<LadderRung>(census.Plant.Feeds.Length);
        for (var index = 0; index < census.Plant.Feeds.Length; index++)
        {
            var feed = census.Plant.Feeds[index];
            var isClosed = census.State.Feeds[index].Position == FeedPosition.Closed;
            if (!isClosed || census.LockOuts.HasFeed(index) || census.State.Feeds[index].IsFailing(feed, census.State.Now))
            {
                continue;
            }

            var drawn = FeedLoad.Of(census, index, static _ => false).Drawn;
            if (drawn > Megawatts.Zero)
            {
                rungs.Add(new(feed.GroupIndex, index, drawn, feed.OpenWithin, Worth(census, feed.GroupIndex), Wear(census, feed.GroupIndex), _breakerConfidence));
            }
        }

        return InOrder(rungs);
    }

    /// <summary>What goes over to a lower mode for a ceiling, as the desk would tell it.</summary>
    public static ImmutableArray<LadderRung> Lowered(Census census, Megawatts need, Duration within)
    {
        var targets = new GroupTarget[census.Plant.Groups.Length];
        for (var group = 0; group < targets.Length; group++)
        {
            var load = census.Plant.Groups[group].Load;
            var mode = census.State.Wanted.IsEmpty || census.State.Wanted[group].ModeIndex == LoadGroup.OffIndex ? load.NormalModeIndex : census.State.Wanted[group].ModeIndex;
            var worth = LowerMode.Worth(load, mode, census.State.Decision?.Hashprice);
            targets[group] = new() { ModeIndex = mode, On = census.Group(group).ReadyOn, Worth = worth, Wear = load.WearPerMegawatt(mode) };
        }

        var before = (GroupTarget[])targets.Clone();
        new CeilingFit(census, targets, need, within).Take(need, default);
        return [.. Enumerable.Range(0, targets.Length).Where(group => targets[group].ModeIndex != before[group].ModeIndex)
            .Select(group => Lowered(census, group, before[group], targets[group]))];
    }

    /// <summary>What is drawn now and out of reach by some lock-outs.</summary>
    public static Megawatts LockedOut(Census census, LockOuts lockOuts)
    {
        var locked = Megawatts.Zero;
        for (var group = 0; group < census.Plant.Groups.Length; group++)
        {
            locked += lockOuts.HasGroup(group) ? census.State.Draws[group].Power(census.Plant.Groups[group]) : Megawatts.Zero;
        }

        for (var index = 0; index < census.Plant.Feeds.Length; index++)
        {
            var isAlone = lockOuts.HasFeed(index) && !lockOuts.HasGroup(census.Plant.Feeds[index].GroupIndex);
            locked += isAlone ? FeedLoad.Of(census, index, static _ => false).Drawn : Megawatts.Zero;
        }

        return locked;
    }

    /// <summary>How long a group takes to fall asleep, as learnt or else as declared.</summary>
    public static Duration Within(Plant plant, int group, GroupResponse response)
    {
        if (response.Events == 0)
        {
            return plant.Groups[group].Abilities.SleepWithin;
        }

        for (var index = 0; index < response.Shares.Length; index++)
        {
            if (response.Shares[index] >= AllOfIt)
            {
                return GroupResponse.Horizons[index];
            }
        }

        return GroupResponse.Horizons[^1];
    }

    /// <summary>How sure it is that a group follows.</summary>
    // One event more in favour and one against: nothing seen is an even chance, and it never becomes certainty.
    public static Ratio Confidence(GroupResponse response) => new((response.Events + 1m) / (response.Events + 2m));

    private static LadderRung Lowered(Census census, int group, GroupTarget before, GroupTarget after)
    {
        var (load, nameplate) = (census.Plant.Groups[group].Load, census.Nameplate(group));
        var power = census.InMegawatts(group, (nameplate.InModeW(before.ModeIndex) - nameplate.InModeW(after.ModeIndex)) * (long)before.On);
        var (high, low) = (load.PowerPerMachine(before.ModeIndex), load.PowerPerMachine(after.ModeIndex));
        var loss = ((before.Worth * high.Value) - (after.Worth * low.Value)) / (high - low).Value;
        return new(group, null, power, census.Plant.Groups[group].Abilities.HashWithin, new(loss), 0m, _loweredConfidence);
    }

    private static EnergyPrice Worth(Census census, int group)
    {
        var load = census.Plant.Groups[group].Load;
        return new(LowerMode.Worth(load, load.NormalModeIndex, census.State.Decision?.Hashprice));
    }

    private static decimal Wear(Census census, int group)
    {
        var load = census.Plant.Groups[group].Load;
        return load.WearPerMegawatt(load.NormalModeIndex);
    }

    private static ImmutableArray<LadderRung> InOrder(List<LadderRung> rungs)
    {
        // Reversed before the stable sort, so that of equals the later in the file gives way first.
        rungs.Reverse();
        return [.. rungs.OrderBy(static rung => rung.Worth).ThenBy(static rung => rung.WearPerMegawatt)];
    }
}
