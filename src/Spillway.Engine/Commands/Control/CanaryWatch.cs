using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Lets a few machines of a group go first before many are started or stopped for economic reasons, and the others only
/// when those followed. A change of mode goes without.</summary>
internal sealed class CanaryWatch
{
    private readonly Census _census;
    private readonly CanaryRules _rules;
    private readonly bool _isWide;

    public CanaryWatch(Census census, Targets targets)
    {
        _census = census;
        _rules = census.Plant.Rules.Canaries;
        var moved = Megawatts.Zero;
        for (var index = 0; index < census.Plant.Groups.Length && _rules.Machines > 0; index++)
        {
            var target = targets.Group(index);
            var nameplate = census.Nameplate(index);
            var machines = Math.Abs(target.On - census.Group(index).ReadyOn);
            moved += census.InMegawatts(index, (long)machines * nameplate.InModeW(target.ModeIndex));
        }

        _isWide = _rules.Machines > 0 && moved >= _rules.From;
    }

    /// <summary>How many machines of a group may go of those that shall, and why those go.</summary>
    public (int Machines, Cause Because) Allow(int group, int wanted, bool isRise, Cause because)
    {
        var run = _census.State.Canaries[group];
        var isRunning = run is not null && run.IsRise == isRise;
        if (because.Kind != CauseKind.Economics || (!isRunning && (!_isWide || wanted <= _rules.Machines)))
        {
            return (wanted, because);
        }

        if (!isRunning)
        {
            return (_rules.Machines, new(CauseKind.Canary, null));
        }

        var (told, followed) = Count(group, run!);
        var isOver = _census.State.Now - run!.StartedAt >= _rules.Wait;
        return followed == told || (isOver && 2 * followed >= told) ? (wanted, because) : (0, because);
    }

    /// <summary>Whether the machines that went first in a group did not follow in time, so that the others stay.</summary>
    public bool HasFailed(int group)
    {
        if (_census.State.Canaries[group] is not { } run || _census.State.Now - run.StartedAt < _rules.Wait)
        {
            return false;
        }

        var (told, followed) = Count(group, run);
        return 2 * followed < told;
    }

    private (int Told, int Followed) Count(int group, CanaryRun run)
    {
        var (told, followed) = (0, 0);
        var plant = _census.Plant.Groups[group];
        for (var number = plant.FirstMachine; number < plant.EndMachine; number++)
        {
            var machine = _census.State.Machines[number];

            // One that has lost its power since tells nothing about the others.
            var isParted = run.IsRise && machine.Condition == MachineCondition.Unpowered;
            if (machine.Told is not null && !isParted && machine.ToldAt >= run.StartedAt && machine.ToldMode != LoadGroup.OffIndex == run.IsRise)
            {
                told++;
                followed += machine.IsFollowing(plant, _census.Plant.Rules, _census.State.Now) ? 1 : 0;
            }
        }

        return (told, followed);
    }
}
