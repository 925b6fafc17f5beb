using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>Where the machines of one group are: which run, which rest, and since when.</summary>
/// <remarks>The one description of how machines start, restart and stop. The desk expects by it, the simulated site
/// moves by it and the dynamic programme prices by it, so the three cannot drift apart.</remarks>
/// <param name="Cohorts">The machines by shared past; their counts add up to the group's machines.</param>
public sealed record GroupState(ImmutableArray<Cohort> Cohorts)
{
    /// <summary>Some machines run in normal mode with their restart long over, the rest have long been off.</summary>
    /// <param name="group">The group.</param>
    /// <param name="running">How many run.</param>
    /// <returns>The state before a first interval.</returns>
    public static GroupState Settled(LoadGroup group, int running)
    {
        ArgumentNullException.ThrowIfNull(group);
        Invariant.Holds(running >= 0 && running <= group.Machines);
        var cohorts = ImmutableArray.CreateBuilder<Cohort>(2);
        if (running > 0)
        {
            cohorts.Add(new(running, group.NormalModeIndex, Minutes.Zero, Cohort.LongAgo));
        }

        if (running < group.Machines)
        {
            cohorts.Add(new(group.Machines - running, LoadGroup.OffIndex, Minutes.Zero, Cohort.LongAgo));
        }

        return new(cohorts.ToImmutable());
    }

    /// <summary>How many machines run.</summary>
    public int Running
    {
        get
        {
            var running = 0;
            foreach (var cohort in Cohorts)
            {
                running += cohort.IsRunning ? cohort.Machines : 0;
            }

            return running;
        }
    }

    /// <summary>The mode of the machines that run; 0 where none does.</summary>
    public int ModeIndex
    {
        get
        {
            foreach (var cohort in Cohorts)
            {
                if (cohort.IsRunning)
                {
                    return cohort.ModeIndex;
                }
            }

            return LoadGroup.OffIndex;
        }
    }

    /// <summary>How many running machines have not yet served their minimum up time.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The least number that must go on running.</returns>
    public int MustRun(LoadGroup group) => Count(cohort => cohort.IsRunning && cohort.Held < group.MinimumUpTime);

    /// <summary>How many machines may run: all but those still in their minimum down time.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The largest number that may run.</returns>
    public int MayRun(LoadGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Machines - Count(cohort => !cohort.IsRunning && cohort.Held < group.MinimumDownTime);
    }

    /// <summary>Runs the group for one interval: the change happens at its start and holds to its end.</summary>
    /// <param name="group">The group.</param>
    /// <param name="modeIndex">The mode of those that shall run; ignored where none shall.</param>
    /// <param name="running">How many shall run; 0 to the group's machines.</param>
    /// <param name="length">The interval's length.</param>
    /// <returns>The machines afterwards and what the interval drew and produced.</returns>
    public GroupRun Run(LoadGroup group, int modeIndex, int running, Minutes length)
    {
        ArgumentNullException.ThrowIfNull(group);
        Invariant.Holds(running >= 0 && running <= group.Machines);
        Invariant.Holds(running == 0 || modeIndex != LoadGroup.OffIndex);
        var before = Running;
        var starts = Math.Max(0, running - before);
        var moved = running < before ? Stop(group, modeIndex, before - running)
            : running > before ? Start(group, modeIndex, starts)
            : InMode(modeIndex);
        return Measure(group, moved, running, length, starts);
    }

    private static GroupRun Measure(LoadGroup group, GroupState moved, int running, Minutes length, int starts)
    {
        var producing = 0m;
        var restarting = 0m;
        foreach (var cohort in moved.Cohorts)
        {
            if (cohort.IsRunning)
            {
                var lost = Minutes.Min(cohort.RestartLeft, length).Value;
                restarting += cohort.Machines * lost;
                producing += cohort.Machines * (length.Value - lost);
            }
        }

        var mode = moved.ModeIndex;
        return new(
            moved.After(group, length),
            mode,
            running,
            ExactEnergy.From(group.Power(mode, running), length),
            new(producing),
            new(restarting),
            starts);
    }

    // Most intervals change nothing about most groups, and then the state is the same object.
    private GroupState After(LoadGroup group, Minutes length)
    {
        var isSame = true;
        foreach (var cohort in Cohorts)
        {
            isSame &= cohort.After(group, length) == cohort;
        }

        if (isSame)
        {
            return this;
        }

        var after = ImmutableArray.CreateBuilder<Cohort>(Cohorts.Length);
        foreach (var cohort in Cohorts)
        {
            after.Add(cohort.After(group, length));
        }

        return new(Merge(after));
    }

    private GroupState Stop(LoadGroup group, int modeIndex, int count)
    {
        // Those free to stop go first; among them those furthest from producing, who lose least.
        var order = Cohorts.OrderBy(c => c.Held < group.MinimumUpTime).ThenByDescending(c => c.RestartLeft).ThenBy(c => c.Held);
        return Take(order, modeIndex, count, static c => c.IsRunning, new(0, LoadGroup.OffIndex, Minutes.Zero, Minutes.Zero));
    }

    private GroupState Start(LoadGroup group, int modeIndex, int count)
    {
        var order = Cohorts.OrderByDescending(c => c.Held);
        return Take(order, modeIndex, count, static c => !c.IsRunning, new(0, modeIndex, group.RestartTime, Minutes.Zero));
    }

    private static GroupState Take(
        IEnumerable<Cohort> order, int modeIndex, int count, Func<Cohort, bool> isSource, Cohort moved)
    {
        var left = count;
        var result = ImmutableArray.CreateBuilder<Cohort>();
        foreach (var cohort in order)
        {
            var taken = isSource(cohort) ? Math.Min(left, cohort.Machines) : 0;
            left -= taken;
            if (cohort.Machines > taken)
            {
                var mode = cohort.IsRunning ? modeIndex : LoadGroup.OffIndex;
                result.Add(cohort with { Machines = cohort.Machines - taken, ModeIndex = mode });
            }
        }

        Invariant.Holds(left == 0);
        result.Add(moved with { Machines = count });
        return new(Merge(result));
    }

    private GroupState InMode(int modeIndex)
    {
        if (ModeIndex == LoadGroup.OffIndex || ModeIndex == modeIndex)
        {
            return this;
        }

        return new(Cohorts.Select(c => c.IsRunning ? c with { ModeIndex = modeIndex } : c).ToImmutableArray());
    }

    private static ImmutableArray<Cohort> Merge(ImmutableArray<Cohort>.Builder cohorts)
    {
        if (cohorts.Count == 1)
        {
            return cohorts.DrainToImmutable();
        }

        var merged = ImmutableArray.CreateBuilder<Cohort>(cohorts.Count);
        foreach (var cohort in cohorts)
        {
            var same = 0;
            while (same < merged.Count && merged[same] with { Machines = cohort.Machines } != cohort)
            {
                same++;
            }

            if (same < merged.Count)
            {
                merged[same] = cohort with { Machines = merged[same].Machines + cohort.Machines };
            }
            else
            {
                merged.Add(cohort);
            }
        }

        merged.Sort(static (left, right) => Order(left).CompareTo(Order(right)));
        return merged.DrainToImmutable();

        // Running ones first, then the furthest through their restart, then those that have held longest.
        static (int, Minutes, decimal) Order(Cohort cohort) => (cohort.IsRunning ? 0 : 1, cohort.RestartLeft, -cohort.Held.Value);
    }

    private int Count(Func<Cohort, bool> wanted)
    {
        var count = 0;
        foreach (var cohort in Cohorts)
        {
            count += wanted(cohort) ? cohort.Machines : 0;
        }

        return count;
    }
}
