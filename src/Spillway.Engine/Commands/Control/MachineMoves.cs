using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Tells machines what brings each group towards its target, as far as governor, canaries and restore allow.</summary>
internal sealed class MachineMoves
{
    private readonly Census _census;
    private readonly Targets _targets;
    private readonly Governor _governor;
    private readonly CanaryWatch _canaries;
    private readonly CommandSheet _sheet;
    private readonly MachineChoice _choice;
    private readonly int[] _startsOfFeed;
    private int _starts;

    public MachineMoves(Census census, Targets targets, Governor governor, CanaryWatch canaries, CommandSheet sheet)
    {
        _census = census;
        _targets = targets;
        _governor = governor;
        _canaries = canaries;
        _sheet = sheet;
        _choice = new(census);
        _startsOfFeed = new int[census.Plant.Feeds.Length];
        On = [.. Enumerable.Range(0, census.Plant.Groups.Length).Select(group => census.Group(group).ReadyOn)];
    }

    /// <summary>How many of the machines that can be told run after this pass, or were told to; one entry a group.</summary>
    public int[] On { get; }

    /// <summary>Whether a machine is told to sleep in this pass.</summary>
    public bool IsStopping(int machine) => _choice.IsStopping(machine);

    /// <summary>Whether the restore has come to a machine.</summary>
    public bool IsItsTurn(int machine) => _choice.IsItsTurn(machine);

    /// <summary>Gives the commands of the pass: stops first, the least valuable first.</summary>
    public void Tell()
    {
        var order = _targets.LeastValuableFirst().ToList();
        foreach (var group in order)
        {
            Stop(group);
        }

        foreach (var group in order)
        {
            ChangeModes(group);
        }

        order.Reverse();
        foreach (var group in order)
        {
            Start(group);
        }

        foreach (var group in order)
        {
            TellAgain(group);
        }
    }

    private void Stop(int group)
    {
        var target = _targets.Group(group);
        var wanted = On[group] - target.On;
        if (wanted <= 0)
        {
            return;
        }

        var (count, because) = _canaries.Allow(group, wanted, false, target.Because);
        if (count == 0 && _governor.Free <= Megawatts.Zero)
        {
            return;
        }

        // Each takes off what it draws in the mode that it runs in, whatever mode the group shall run in from now on.
        var order = _choice.StopOrder(group);
        var falls = Falls(group, order.AsSpan(0, wanted));
        if (_governor.Forced(falls) is var forced && forced > count)
        {
            (count, because) = (forced, _governor.FreeCause);
        }

        count = _governor.TakeFalls(falls.AsSpan(0, count));
        foreach (var machine in _choice.Stop(group, order.AsSpan(0, count)))
        {
            _sheet.Tell(machine, ControlAction.Sleep, LoadGroup.OffIndex, because);
        }

        On[group] -= count;
    }

    private Megawatts[] Falls(int group, ReadOnlySpan<int> machines)
    {
        var normal = _census.Nameplate(group).NormalMode;
        var ofMode = Enumerable.Range(0, _census.Plant.Groups[group].Load.Modes.Length).Select(mode => _census.Each(group, mode)).ToArray();
        var falls = new Megawatts[machines.Length];
        for (var index = 0; index < falls.Length; index++)
        {
            falls[index] = ofMode[_census.State.Machines.ItemRef(machines[index]).Aim(normal)];
        }

        return falls;
    }

    private void Start(int group)
    {
        var target = _targets.Group(group);
        var wanted = Math.Min(target.On - On[group], _census.Group(group).ReadyOff);
        if (wanted <= 0)
        {
            return;
        }

        var (count, because) = _canaries.Allow(group, wanted, true, target.Because);
        count = Math.Min(count, _census.Plant.Rules.Restore.StartsPerPass - _starts);
        var each = _census.Each(group, target.ModeIndex);
        foreach (var machine in _choice.ToStart(group, count, MayStart))
        {
            if (_governor.TakeRise(1, each) == 0)
            {
                break;
            }

            CountStart(machine);
            _sheet.Tell(machine, ControlAction.Wake, target.ModeIndex, because);
            On[group]++;
        }
    }

    // Running machines go over to the group's mode; what draws less then is a fall, what draws more a rise.
    private void ChangeModes(int group)
    {
        var target = _targets.Group(group);
        var plant = _census.Plant.Groups[group];
        var nameplate = _census.Nameplate(group);
        if (target.On == 0 || plant.Load.Modes.Length == 2)
        {
            return;
        }

        for (var number = plant.FirstMachine; number < plant.EndMachine; number++)
        {
            var machine = _census.State.Machines[number];
            var aim = machine.Aim(nameplate.NormalMode);
            if (_census.StandingOf(number) != Standing.Ready || !machine.IsHeard || aim == LoadGroup.OffIndex || aim == target.ModeIndex || _choice.IsStopping(number))
            {
                continue;
            }

            var change = _census.InMegawatts(group, nameplate.InModeW(target.ModeIndex) - nameplate.InModeW(aim));
            var isAllowed = change > Megawatts.Zero ? _choice.IsItsTurn(number) && _governor.TakeRise(1, change) > 0 : _governor.TakeFall(-change);
            if (isAllowed)
            {
                var action = machine.Condition == MachineCondition.Running ? ControlAction.SetMode : ControlAction.Wake;
                _choice.Change(number);
                _sheet.Tell(number, action, target.ModeIndex, target.Because);
            }
        }
    }

    // What was told and did not follow is told again, with growing pauses; a marked machine at the longest.
    private void TellAgain(int group)
    {
        var plant = _census.Plant.Groups[group];
        var rules = _census.Plant.Rules.Retries;
        var target = _targets.Group(group);
        if (_census.Group(group).Unfollowing == 0)
        {
            return;
        }

        for (var number = plant.FirstMachine; number < plant.EndMachine; number++)
        {
            ref readonly var machine = ref _census.State.Machines.ItemRef(number);
            if (machine.IsFollowing(plant, _census.Plant.Rules, _census.State.Now) || machine.Pending != CommandId.None || !CanBeToldAgain(group, number, in machine, target)
                || _census.State.Now < machine.DueAt(plant.Abilities) + Pause(rules, machine.Attempts))
            {
                continue;
            }

            var aim = machine.Aim(plant.Load.NormalModeIndex);
            var isStart = aim != LoadGroup.OffIndex;
            if (isStart && !MayStartAgain(group, number))
            {
                continue;
            }

            if (isStart)
            {
                CountStart(number);
            }

            _sheet.Tell(number, isStart && IsToReboot(plant, in machine, target) ? ControlAction.Reboot : Again(in machine), aim, target.Because);
        }
    }

    // One that does not start after its last attempt has its controller started anew: once a start, and only while nothing but
    // economics moves the group. One that shall sleep never: it may forget that.
    private bool IsToReboot(PlantGroup plant, in MachineState machine, GroupTarget target) =>
        plant.Abilities.CanReboot && machine.Attempts == _census.Plant.Rules.Retries.Attempts
        && target.Because.Kind == CauseKind.Economics && !_targets.HasOrders;

    private static ControlAction Again(in MachineState machine) =>
        machine.Told is null or ControlAction.Reboot ? ControlAction.Wake : machine.Told.Value;

    private bool CanBeToldAgain(int group, int number, in MachineState machine, GroupTarget target)
    {
        if (_choice.IsMoving(number) || _census.LockOuts.HasGroup(group) || !machine.IsHeard)
        {
            return false;
        }

        if (_census.StandingOf(number) == Standing.Ready)
        {
            return true;
        }

        // A marked machine, as long as the group still wants what it does not do.
        var feed = _census.Plant.FeedOfMachine[number];
        var isFree = feed < 0 || (!_census.LockOuts.HasFeed(feed) && !_census.State.Feeds[feed].IsOpen);
        var isWanted = machine.ToldMode == LoadGroup.OffIndex ? target.Over > 0 || target.On < On[group] + _census.Group(group).Startable : target.Short > 0 || target.On > 0;
        return isFree && isWanted && _census.Plant.Groups[group].Abilities.CanSleep;
    }

    // A marked machine counts as it draws until it runs, so that its start needs room of its own.
    private bool MayStartAgain(int group, int number)
    {
        if (_starts >= _census.Plant.Rules.Restore.StartsPerPass || !MayStart(number))
        {
            return false;
        }

        var nameplate = _census.Nameplate(group);
        ref readonly var machine = ref _census.State.Machines.ItemRef(number);
        var rise = _census.InMegawatts(group, nameplate.InModeW(machine.Aim(nameplate.NormalMode)) - nameplate.DrawnW(in machine));
        return _census.StandingOf(number) == Standing.Ready || _governor.TakeTrial(rise);
    }

    private static Duration Pause(RetryRules rules, int attempts)
    {
        if (attempts >= rules.Attempts)
        {
            return rules.LongestPause;
        }

        var pause = rules.FirstPause;
        for (var attempt = 1; attempt < attempts && pause < rules.LongestPause; attempt++)
        {
            pause += pause;
        }

        return attempts == 0 ? Duration.Zero : Duration.Min(pause, rules.LongestPause);
    }

    private bool MayStart(int machine)
    {
        var feed = _census.Plant.FeedOfMachine[machine];
        return feed < 0 || _startsOfFeed[feed] < _census.Plant.Rules.Restore.StartsPerFeedAndPass;
    }

    private void CountStart(int machine)
    {
        _starts++;
        if (_census.Plant.FeedOfMachine[machine] is >= 0 and var feed)
        {
            _startsOfFeed[feed]++;
        }
    }
}
