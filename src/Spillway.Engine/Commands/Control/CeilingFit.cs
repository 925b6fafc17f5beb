using NodaTime;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Takes off what is above a ceiling, the cheapest MW first: machines asleep or, where there is time for it, a whole group in a
/// lower mode, which earns on and needs no start afterwards.</summary>
/// <param name="census">The count of the plant.</param>
/// <param name="groups">How each group is wanted; it is changed.</param>
/// <param name="play">How far below the ceiling the site may come, in MW.</param>
/// <param name="within">The time that the order gives; null where it is no order that asks, and then no mode is lowered.</param>
internal sealed class CeilingFit(Census census, GroupTarget[] groups, Megawatts play, Duration? within)
{
    // A group that is in a lower mode stays there while it takes off a quarter too much at most: it is not sent to and fro.
    private static readonly decimal _overshoot = 1.25m;

    private readonly PriorityQueue<CeilingStep, CeilingStep> _steps = new();

    /// <summary>Takes it off.</summary>
    /// <param name="excess">What is above the ceiling, in MW above zero.</param>
    /// <param name="because">The reason that the groups are given.</param>
    /// <returns>What is left above it; zero or below where nothing is.</returns>
    public Megawatts Take(Megawatts excess, Cause because)
    {
        for (var index = 0; index < groups.Length; index++)
        {
            Enqueue(index, mayLower: true);
        }

        while (excess > Megawatts.Zero && _steps.TryDequeue(out var step, out _))
        {
            var taken = step.Lower is { } lower ? Lower(step.Group, lower, excess) : Sleep(step.Group, excess);
            groups[step.Group].Because = taken > Megawatts.Zero ? because : groups[step.Group].Because;
            excess -= taken;
            if (step.Lower is not null)
            {
                Enqueue(step.Group, mayLower: taken > Megawatts.Zero);
            }
        }

        return excess;
    }

    private void Enqueue(int index, bool mayLower)
    {
        ref readonly var target = ref groups[index];
        if (target.On <= 0 || census.Each(index, target.ModeIndex) <= Megawatts.Zero)
        {
            return;
        }

        var lower = mayLower ? LowerMode.Below(census, index, target.ModeIndex) : null;
        lower = lower is { } found && found.Loss <= target.Worth && (IsThere(index, found) || MayLower(index)) ? lower : null;
        var step = new CeilingStep(index, lower, !IsInTime(index), target.IsHeld, lower?.Loss ?? target.Worth, target.Wear);
        _steps.Enqueue(step, step);
    }

    private Megawatts Sleep(int index, Megawatts excess)
    {
        var each = census.Each(index, groups[index].ModeIndex);
        var cut = (int)Math.Min(groups[index].On, Math.Ceiling(excess.Value / each.Value));
        groups[index].On -= cut;
        return each * cut;
    }

    private Megawatts Lower(int index, LowerMode lower, Megawatts excess)
    {
        ref var target = ref groups[index];
        var fall = lower.Fall * target.On;
        if (fall > (IsThere(index, lower) ? Megawatts.Min(excess * _overshoot, excess + play) : excess))
        {
            return Megawatts.Zero;
        }

        var load = census.Plant.Groups[index].Load;
        target.ModeIndex = lower.ModeIndex;
        target.Worth = LowerMode.Worth(load, lower.ModeIndex, census.State.Decision?.Hashprice);
        target.Wear = load.WearPerMegawatt(lower.ModeIndex);
        return fall;
    }

    // Whether the group is in the lower mode already, or on its way.
    private bool IsThere(int index, LowerMode lower)
    {
        if (census.State.Wanted.IsEmpty || census.State.Wanted[index].ModeIndex is LoadGroup.OffIndex)
        {
            return false;
        }

        var nameplate = census.Nameplate(index);
        return nameplate.InModeW(census.State.Wanted[index].ModeIndex) <= nameplate.InModeW(lower.ModeIndex);
    }

    // Whether all of it can have followed while there is still time for others to take the place of what has not.
    private bool MayLower(int index)
    {
        var plant = census.Plant;
        return within is { } time && census.Group(index).Unheard == 0
            && plant.Groups[index].Abilities.HashWithin + CeilingWatch.Replacing(plant) + plant.Rules.BreakerMargin <= time;
    }

    // Whether the group can come down within the time that the order behind the ceiling gives.
    private bool IsInTime(int index)
    {
        var plant = census.Plant;
        return within is not { } time || plant.Groups[index].Abilities.SleepWithin <= time
            || plant.Feeds.Any(feed => feed.GroupIndex == index && feed.OpenWithin <= time);
    }
}
