using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>Machines of one group that share a past: same mode, same restart progress, same time since the last start
/// or stop.</summary>
/// <param name="Machines">How many; above zero.</param>
/// <param name="ModeIndex">Index in the group's modes; 0 is off.</param>
/// <param name="RestartLeft">How long they still draw power without producing; zero when off.</param>
/// <param name="Held">How long since they last started or stopped; <see cref="LongAgo"/> once their minimum up or down time
/// is served, for a time that is served is served for good.</param>
public readonly record struct Cohort(int Machines, int ModeIndex, Minutes RestartLeft, Minutes Held)
{
    /// <summary>A time longer than any minimum up or down time: one million minutes, nearly two years.</summary>
    public static Minutes LongAgo => new(1_000_000m);

    /// <summary>Whether these machines run.</summary>
    public bool IsRunning => ModeIndex != LoadGroup.OffIndex;

    /// <summary>These machines as they are after some minutes in which nobody touched them.</summary>
    /// <param name="group">Their group, which says how long they must run or rest.</param>
    /// <param name="length">The time that passes.</param>
    /// <returns>The same machines, further through their restart and their minimum time.</returns>
    public Cohort After(LoadGroup group, Minutes length)
    {
        ArgumentNullException.ThrowIfNull(group);
        var left = RestartLeft > length ? RestartLeft - length : Minutes.Zero;
        var held = Held + length;
        var minimum = IsRunning ? group.MinimumUpTime : group.MinimumDownTime;
        return this with { RestartLeft = left, Held = held >= minimum ? LongAgo : held };
    }
}
