using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>Plans a site with every price known: exact where nothing couples its groups, else candidates and a proven
/// bound.</summary>
public static class ForesightPlanner
{
    /// <summary>How much work solving all groups at once may take before candidates and a bound take its place: a few
    /// seconds.</summary>
    public const long UsualJointSteps = 100_000_000;

    /// <summary>Plans a range.</summary>
    /// <param name="site">The site.</param>
    /// <param name="settled">How many machines of each group run before the first interval, in file order.</param>
    /// <param name="intervals">The priced intervals, ascending, all of one length; at least one.</param>
    /// <param name="mostJointSteps">The most joint state changes, over all intervals, that coupled groups are solved at
    /// once for; see <see cref="UsualJointSteps"/>.</param>
    /// <returns>The plan, or the candidates to run and compare.</returns>
    public static ForesightPlans Plan(
        Site site, ImmutableArray<int> settled, ImmutableArray<ForesightInterval> intervals, long mostJointSteps)
    {
        ArgumentNullException.ThrowIfNull(site);
        Invariant.Holds(!intervals.IsEmpty && settled.Length == site.Loads.Length);
        if (intervals.Any(static one => one.IsHeld || one.HasSpread))
        {
            return Around(site, settled, intervals, mostJointSteps);
        }

        if (!IsCoupled(site, intervals[0].Slot.Minutes))
        {
            return Apart(site, intervals);
        }

        if (JointProgramme.Solve(site, settled, intervals, mostJointSteps) is { } joint)
        {
            return new([joint.Plan], joint.Net, IsExact: true);
        }

        var (net, allotted) = new Allotment(site, intervals).Best();
        var hasRamps = site.Limits.RampUpPerMinute is not null || site.Limits.RampDownPerMinute is not null;
        var (estimate, stack) = new StackProgramme(site, intervals).Solve();
        var reached = hasRamps ? ExactMoney.FromMoney(new(decimal.Round((decimal)estimate, 2))) : net;
        var (bound, lifted) = new SiteBound(site, settled, intervals).Least(reached);
        return new([allotted, stack, lifted], bound, IsExact: false);
    }

    /// <summary>Whether the import limit or a ramp could ever hold a group back because of the others.</summary>
    /// <param name="site">The site.</param>
    /// <param name="length">The length of an interval.</param>
    /// <returns>False where every combination of modes is allowed at any time.</returns>
    public static bool IsCoupled(Site site, Minutes length)
    {
        ArgumentNullException.ThrowIfNull(site);
        var most = Megawatts.Zero;
        var least = Megawatts.Zero;
        foreach (var load in site.Loads)
        {
            var powers = Enumerable.Range(0, load.Modes.Length).Select(mode => load.PowerPerMachine(mode) * load.Machines).ToList();
            most += powers.Max();
            least += powers.Min();
        }

        var swing = most - least;
        return most > site.Limits.Import
            || swing > (site.Limits.RampUpPerMinute is { } up ? up * length.Value : swing)
            || swing > (site.Limits.RampDownPerMinute is { } down ? down * length.Value : swing);
    }

    // What others hold, and what is sold back below the market's price, couple the groups. Only a programme over all of them knows the
    // best; else the bound is that of a site without either. What is held must be served by every way of running the site, too.
    private static ForesightPlans Around(
        Site site, ImmutableArray<int> settled, ImmutableArray<ForesightInterval> intervals, long mostJointSteps)
    {
        var joint = JointProgramme.Solve(site, settled, intervals, mostJointSteps);
        var isServed = !intervals.Any(static one => one.IsHeld)
            || (joint?.IsHeldAlways == true && IsAlwaysServed(site, intervals));
        if (joint is { } exact && isServed)
        {
            return new([exact.Plan], exact.Net, IsExact: true);
        }

        var bounding = intervals.Any(static one => one.Held.Room > Megawatts.Zero) ? Unbound(site) : site;
        var free = Plan(bounding, settled, [.. intervals.Select(static one => one with { Held = default, SellBack = default })], mostJointSteps);
        ImmutableArray<ForesightPlan> own = joint is { } found ? [found.Plan] : [new HeldAllotment(site, intervals).Plan()];
        return free with { Candidates = [.. own, .. free.Candidates], IsExact = false };
    }

    // The dispatch puts on whole machines in order; under a limit, or with several modes, it may miss what some other choice would serve.
    private static bool IsAlwaysServed(Site site, ImmutableArray<ForesightInterval> intervals) =>
        !IsCoupled(site, intervals[0].Slot.Minutes)
        && site.Loads.All(static load => load.Modes.Length == LoadGroup.OffIndex + 2)
        && intervals.All(static one => one.Held.Room <= Megawatts.Zero);

    // Room that must stay free is made at once, however slow a ramp is and however short a machine has run.
    private static Site Unbound(Site site) => site with
    {
        Limits = site.Limits with { RampUpPerMinute = null, RampDownPerMinute = null },
        Loads = [.. site.Loads.Select(static load => load with { MinimumUpTime = Minutes.Zero })],
    };

    private static ForesightPlans Apart(Site site, ImmutableArray<ForesightInterval> intervals)
    {
        var bound = ExactMoney.Zero;
        var choices = ImmutableArray.CreateBuilder<ImmutableArray<GroupChoice>>(site.Loads.Length);
        foreach (var load in site.Loads)
        {
            var solution = new MachineProgramme(load, intervals).Solve([]);
            bound += new ExactMoney(solution.Running.Numerator * load.Machines);
            choices.Add(solution.Together(load.Machines));
        }

        return new([new(intervals, choices.MoveToImmutable())], bound, IsExact: true);
    }
}
