using System.Collections.Immutable;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Commands;

/// <summary>Makes a plan possible: minimum times first, then what others hold, then the import limit, then the ramps.</summary>
/// <remarks>The least valuable machines give way first: whole machines, in order of what a MWh earns, then file order.
/// Machines within their minimum up time give way only where nothing else is left to; what has been decided once can
/// always be held, so a plan that nothing reconciles with the limits leaves the site as it is. What somebody holds is kept
/// running most valuable first, those that run already before those that would have to be started.</remarks>
public static class Dispatch
{
    /// <summary>Turns what a policy wants into what the site does.</summary>
    /// <param name="site">The site.</param>
    /// <param name="slot">The interval.</param>
    /// <param name="before">Where the machines are, in file order.</param>
    /// <param name="powerBefore">What the site draws before the interval; ramps are measured from it.</param>
    /// <param name="plan">What is wanted of each group, in file order.</param>
    /// <param name="hashprice">The hash price that ranks the machines; null where no load needs one.</param>
    /// <param name="held">What others hold of the site in the interval.</param>
    /// <returns>The decision and where it leaves the machines.</returns>
    public static Dispatched Of(
        Site site,
        Slot slot,
        ImmutableArray<GroupState> before,
        Megawatts powerBefore,
        ImmutableArray<PlannedMode> plan,
        Hashprice? hashprice,
        HeldBounds held)
    {
        ArgumentNullException.ThrowIfNull(site);
        Invariant.Holds(plan.Length == site.Loads.Length && before.Length == site.Loads.Length);
        var drafts = new GroupDraft[plan.Length];
        for (var index = 0; index < drafts.Length; index++)
        {
            Invariant.Holds(plan[index].Group == site.Loads[index].Id);
            drafts[index] = new(site.Loads[index], before[index], plan[index], hashprice);
        }

        var limits = KeepHeld(site.Limits, held, drafts);
        KeepLimits(limits, slot.Minutes, powerBefore, drafts);
        var commands = ImmutableArray.CreateBuilder<GroupCommand>(drafts.Length);
        var after = ImmutableArray.CreateBuilder<GroupState>(drafts.Length);
        foreach (var draft in drafts)
        {
            commands.Add(draft.ToCommand());
            after.Add(draft.After(slot.Minutes));
        }

        var power = Total(drafts);
        Invariant.Holds(power <= limits.Import || Array.TrueForAll(drafts, static draft => draft.Machines == 0));
        return new(new(slot, commands.MoveToImmutable(), hashprice), after.MoveToImmutable(), power);
    }

    /// <summary>Everything in normal mode as far as the import limit allows, restarts over: the state before a first
    /// interval.</summary>
    /// <param name="site">The site.</param>
    /// <param name="hashprice">The hash price that ranks the machines; null where no load needs one.</param>
    /// <returns>One state a group, in file order.</returns>
    public static ImmutableArray<GroupState> Settled(Site site, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(site);
        var always = new Reason(ReasonCode.AlwaysOn);
        var drafts = site.Loads
            .Select(g => new GroupDraft(
                g, GroupState.Settled(g, g.Machines), new(g.Id, g.NormalModeIndex, g.Machines, always), hashprice))
            .ToArray();
        KeepImportLimit(site.Limits.Import, drafts);
        return [.. drafts.Select(static d => GroupState.Settled(d.Group, d.Machines))];
    }

    // What must run is put on first; what must stay free above comes off the import limit, and more valuable machines use the rest.
    private static SiteLimits KeepHeld(SiteLimits limits, HeldBounds held, GroupDraft[] drafts)
    {
        KeepRunning(held, drafts);
        if (held.Room <= Megawatts.Zero)
        {
            return limits;
        }

        var import = held.Room < limits.Import ? limits.Import - held.Room : Megawatts.Zero;
        var because = new Because(ReasonCode.Obligation, held.RoomFor, held.Room);
        foreach (var draft in GivingWayFirst(drafts))
        {
            draft.Cut(Total(drafts) - import, draft.MustRun, because);
        }

        return limits with { Import = import };
    }

    private static void KeepRunning(HeldBounds held, GroupDraft[] drafts)
    {
        if (held.Running <= Megawatts.Zero || Missing() <= Megawatts.Zero)
        {
            return;
        }

        var because = new Because(ReasonCode.Obligation, held.RunningFor, held.Running);
        var mostValuable = LeastValuableFirst(drafts).Reverse().ToList();
        foreach (var draft in mostValuable)
        {
            draft.Raise(Missing(), draft.RanBefore, because);
        }

        foreach (var draft in mostValuable)
        {
            draft.Raise(Missing(), draft.Group.Machines, because);
        }

        foreach (var draft in mostValuable)
        {
            draft.RaiseMode(Missing(), because);
        }

        Megawatts Missing() => held.Running - new Megawatts(drafts.Sum(static draft => draft.Running.Value));
    }

    private static void KeepLimits(SiteLimits limits, Minutes length, Megawatts before, GroupDraft[] drafts)
    {
        KeepImportLimit(limits.Import, drafts);
        KeepRampUp(limits, length, before, drafts);
        KeepRampDown(limits, length, before, drafts);
        if (AreKept(limits, length, before, drafts))
        {
            return;
        }

        // A fall taken back by a whole change of mode can overshoot: what rose meanwhile has to wait.
        KeepImportLimit(limits.Import, drafts);
        KeepRampUp(limits, length, before, drafts);
        if (!AreKept(limits, length, before, drafts))
        {
            Array.ForEach(drafts, static draft => draft.Hold());
            // What rests may alone draw more than the limit: then nothing runs, wherever the machines were.
            KeepImportLimit(limits.Import, drafts);
        }
    }

    private static bool AreKept(SiteLimits limits, Minutes length, Megawatts before, GroupDraft[] drafts)
    {
        var rise = Total(drafts) - before;
        return before + rise <= limits.Import
            && !(limits.RampUpPerMinute is { } up && rise > up * length.Value)
            && !(limits.RampDownPerMinute is { } down && -rise > down * length.Value);
    }

    private static void KeepImportLimit(Megawatts limit, GroupDraft[] drafts)
    {
        if (Total(drafts) <= limit)
        {
            return;
        }

        foreach (var draft in GivingWayFirst(drafts))
        {
            draft.Cut(Total(drafts) - limit, draft.MustRun, ReasonCode.ImportLimit);
        }

        foreach (var draft in GivingWayFirst(drafts))
        {
            if (Total(drafts) > limit)
            {
                draft.KeepMode(ReasonCode.ImportLimit);
            }
        }

        foreach (var draft in GivingWayFirst(drafts))
        {
            draft.Cut(Total(drafts) - limit, 0, ReasonCode.ImportLimit);
        }
    }

    private static void KeepRampUp(SiteLimits limits, Minutes length, Megawatts before, GroupDraft[] drafts)
    {
        if (limits.RampUpPerMinute is not { } up || Total(drafts) <= before + (up * length.Value))
        {
            return;
        }

        foreach (var draft in GivingWayFirst(drafts))
        {
            draft.UndoRise(Total(drafts) - before - (up * length.Value));
        }
    }

    private static void KeepRampDown(SiteLimits limits, Minutes length, Megawatts before, GroupDraft[] drafts)
    {
        if (limits.RampDownPerMinute is not { } down || Total(drafts) >= before - (down * length.Value))
        {
            return;
        }

        foreach (var draft in LeastValuableFirst(drafts).Reverse())
        {
            draft.UndoFall(before - (down * length.Value) - Total(drafts));
        }
    }

    private static IEnumerable<GroupDraft> LeastValuableFirst(GroupDraft[] drafts) =>
        // Reversed before the stable sort, so that of equals the later in the file gives way first.
        drafts.Reverse().OrderBy(static draft => draft.Worth);

    // What is worth less than the market's price and runs on for a spread never takes the place of what is worth more than it.
    private static IEnumerable<GroupDraft> GivingWayFirst(GroupDraft[] drafts) =>
        LeastValuableFirst(drafts).OrderBy(static draft => !draft.IsKeptForSpread);

    private static Megawatts Total(GroupDraft[] drafts)
    {
        var total = Megawatts.Zero;
        foreach (var draft in drafts)
        {
            total += draft.Power;
        }

        return total;
    }
}
