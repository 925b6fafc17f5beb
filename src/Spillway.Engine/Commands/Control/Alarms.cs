using System.Collections.Immutable;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Everything that a person should know now; what of it is new is told by <see cref="AlarmBook"/>.</summary>
internal sealed class Alarms(Census census, Arbitration arbitration, Trust trust)
{
    private readonly List<Alarm> _now = [];

    public ImmutableArray<Alarm> Changes(CanaryWatch canaries)
    {
        AboutTrust();
        AboutPower();
        AboutOrders();
        AboutGroups(canaries);
        AboutFeeds();
        foreach (var command in census.State.Strays)
        {
            Raise(AlarmCode.OutcomeTwice, command.ToString());
        }

        return AlarmBook.Changes(census.State.Alarms, _now);
    }

    private string Site => census.Plant.Site.Id.ToString();

    private void AboutTrust()
    {
        RaiseIf(trust.IsPriceStale, AlarmCode.StalePrice, Site);
        RaiseIf(trust.IsMeterStale, AlarmCode.StaleMeter, Site);
        RaiseIf(trust.IsClockLost, AlarmCode.LostClock, Site);
        RaiseIf(trust.IsRestarting, AlarmCode.Restarted, Site);
        foreach (var group in trust.LostGroups)
        {
            _now.Add(new(AlarmCode.LostGroup, GroupName(group), true, null, null, Named(group, static machine => machine.Condition == MachineCondition.Lost)));
        }
    }

    private void AboutPower()
    {
        var (plant, state) = (census.Plant, census.State);
        var readBack = ReadBack.Of(plant, state);
        if (readBack.Power > plant.Site.Limits.Import)
        {
            _now.Add(new(AlarmCode.LimitExceeded, Site, true, readBack.Power, plant.Site.Limits.Import, []));
        }

        var machines = ReadBack.ByMachines(plant, state) - state.Unexplained;
        if (readBack.IsMetered && state.IsSettled && Distance(readBack.Power, machines) > Tolerated(machines))
        {
            _now.Add(new(AlarmCode.MeterDiffers, Site, true, readBack.Power, machines, []));
        }

        if (Swing.Of(plant, state) is { } swing)
        {
            var (named, more) = Swing.MovedUnasked(plant, state);
            _now.Add(new(AlarmCode.Swing, Site, true, swing.Measured, swing.Ordered, named) { Before = swing.Before, Within = swing.Time, More = more });
        }
    }

    private void AboutOrders()
    {
        var readBack = ReadBack.Of(census.Plant, census.State).Power;
        foreach (var active in arbitration.Orders)
        {
            if (Arbitration.IsCeiling(active.Order) && census.State.Now >= active.Deadline && arbitration.Bound(active) is { } level
                && (readBack > level + Tolerated(level) || (readBack > level && CeilingWatch.IsLasting(census.Plant, census.State, active.Deadline))))
            {
                _now.Add(new(AlarmCode.PromiseMissed, active.Order.Id.Text, true, readBack, level, []));
            }
        }
    }

    private void AboutGroups(CanaryWatch canaries)
    {
        for (var group = 0; group < census.Plant.Groups.Length; group++)
        {
            var plant = census.Plant.Groups[group];
            if (census.Group(group).Marked > 0 || census.Group(group).Stuck > 0 || canaries.HasFailed(group))
            {
                var (rules, now) = (census.Plant.Rules, census.State.Now);
                var marked = Named(group, machine => machine.IsMarked(plant, rules, now) || machine.IsStuck(plant, rules, now));
                _now.Add(new(AlarmCode.NotFollowing, GroupName(group), true, null, null, marked));
            }
        }
    }

    private void AboutFeeds()
    {
        for (var index = 0; index < census.Plant.Feeds.Length; index++)
        {
            var (feed, state) = (census.Plant.Feeds[index], census.State.Feeds[index]);
            RaiseIf(state.Position == FeedPosition.Tripped, AlarmCode.FeedTripped, feed.Id.Text);
            RaiseIf(state.IsFailing(feed, census.State.Now), AlarmCode.FeedNotFollowing, feed.Id.Text);
            RaiseIf(state.IsOpen && HasPower(feed), AlarmCode.FeedContradicts, feed.Id.Text);
        }
    }

    // Machines that are heard behind a feed that says it is open: the feed lies.
    private bool HasPower(Feed feed)
    {
        foreach (var machine in census.State.Machines.AsSpan()[feed.FirstMachine..feed.EndMachine])
        {
            if (machine.Condition is MachineCondition.Running or MachineCondition.Starting or MachineCondition.Asleep)
            {
                return true;
            }
        }

        return false;
    }

    private ImmutableArray<int> Named(int group, Func<MachineState, bool> isConcerned)
    {
        var named = ImmutableArray.CreateBuilder<int>();
        var plant = census.Plant.Groups[group];
        for (var number = plant.FirstMachine; number < plant.EndMachine && named.Count < Alarm.MostMachines; number++)
        {
            if (isConcerned(census.State.Machines[number]))
            {
                named.Add(number);
            }
        }

        return named.ToImmutable();
    }

    private Megawatts Tolerated(Megawatts power) => power * census.Plant.Rules.MeterTolerance.Value;

    private static Megawatts Distance(Megawatts left, Megawatts right) => left < right ? right - left : left - right;

    private string GroupName(int group) => census.Plant.Groups[group].Load.Id.Text;

    private void RaiseIf(bool isTrue, AlarmCode code, string subject)
    {
        if (isTrue)
        {
            Raise(code, subject);
        }
    }

    private void Raise(AlarmCode code, string subject) => _now.Add(new(code, subject, true, null, null, []));
}
