using Spillway.Engine.Plans;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Commands;

/// <summary>One group's part of a decision while limits are still being put on it.</summary>
internal sealed class GroupDraft
{
    private readonly GroupState _before;
    private readonly Hashprice? _hashprice;

    public GroupDraft(LoadGroup group, GroupState before, PlannedMode plan, Hashprice? hashprice)
    {
        Group = group;
        _before = before;
        _hashprice = hashprice;
        ModeIndex = plan.Machines == 0 ? LoadGroup.OffIndex : plan.ModeIndex;
        Machines = ModeIndex == LoadGroup.OffIndex ? 0 : plan.Machines;
        Reason = plan.Reason;
        IsKeptForSpread = plan.Reason.Code == ReasonCode.SellBackSpread;
        Power = group.Power(ModeIndex, Machines);
        ServeMinimumTimes();
    }

    public LoadGroup Group { get; }

    public int ModeIndex { get; private set; }

    public int Machines { get; private set; }

    public Reason Reason { get; private set; }

    public Megawatts Power { get; private set; }

    /// <summary>What a MWh earns in the drafted mode, which ranks the group; asked for only where a limit binds.</summary>
    public EnergyPrice Worth =>
        Group.Breakeven(ModeIndex == LoadGroup.OffIndex ? Group.NormalModeIndex : ModeIndex, _hashprice);

    /// <summary>Whether it was to stop at the market's price and runs on only because its block is sold back for less.</summary>
    public bool IsKeptForSpread { get; }

    /// <summary>How many machines are still within their minimum up time.</summary>
    public int MustRun => Group.MinimumUpTime > Minutes.Zero ? _before.MustRun(Group) : 0;

    /// <summary>How many ran before; none of them has to be started.</summary>
    public int RanBefore => _before.Running;

    /// <summary>What it draws beyond what it would with every machine asleep.</summary>
    public Megawatts Running => Power - Group.Power(LoadGroup.OffIndex, 0);

    /// <summary>Lets the fewest whole machines more run that make up for what is missing, as far as their rest allows.</summary>
    public void Raise(Megawatts missing, int most, Because why)
    {
        var mode = ModeIndex != LoadGroup.OffIndex ? ModeIndex
            : _before.ModeIndex != LoadGroup.OffIndex ? _before.ModeIndex : Group.NormalModeIndex;
        var each = Group.PowerPerMachine(mode) - Group.PowerPerMachine(LoadGroup.OffIndex);
        var top = Math.Min(most, Group.MinimumDownTime > Minutes.Zero ? _before.MayRun(Group) : Group.Machines);
        if (missing <= Megawatts.Zero || Machines >= top || each <= Megawatts.Zero)
        {
            return;
        }

        Set(Machines + (int)Math.Min(top - Machines, Math.Ceiling(missing.Value / each.Value)), mode, why);
    }

    /// <summary>Takes those that run to normal mode where that draws more and something is still missing.</summary>
    public void RaiseMode(Megawatts missing, Because why)
    {
        if (missing > Megawatts.Zero && Machines > 0 && Group.Power(Group.NormalModeIndex, Machines) > Power)
        {
            Set(Machines, Group.NormalModeIndex, why);
        }
    }

    /// <summary>Stops the fewest whole machines that bring the group down by an excess, never below a floor.</summary>
    public void Cut(Megawatts excess, int floor, Because why)
    {
        var each = Group.PowerPerMachine(ModeIndex) - Group.PowerPerMachine(LoadGroup.OffIndex);
        if (excess <= Megawatts.Zero || Machines <= floor || each <= Megawatts.Zero)
        {
            return;
        }

        var cut = (int)Math.Min(Machines - floor, Math.Ceiling(excess.Value / each.Value));
        Set(Machines - cut, ModeIndex, why);
    }

    /// <summary>Takes back a rise against the interval before, as far as an excess asks for it.</summary>
    public void UndoRise(Megawatts excess)
    {
        if (excess <= Megawatts.Zero)
        {
            return;
        }

        var before = Power;
        KeepMode(ReasonCode.RampLimit);
        var left = excess - (before - Power);
        if (left > Megawatts.Zero)
        {
            Cut(left, Math.Min(_before.Running, Machines), ReasonCode.RampLimit);
        }
    }

    /// <summary>Takes back a fall against the interval before, as far as a shortfall asks for it.</summary>
    public void UndoFall(Megawatts shortfall)
    {
        var before = Power;
        var old = _before.ModeIndex;
        if (shortfall <= Megawatts.Zero || old == LoadGroup.OffIndex || Group.Power(old, _before.Running) <= before)
        {
            return;
        }

        if (ModeIndex != old && Group.Power(old, Machines) > before)
        {
            Set(Machines, old, ReasonCode.RampLimit);
        }

        var left = shortfall - (Power - before);
        var mode = ModeIndex == LoadGroup.OffIndex ? old : ModeIndex;
        var each = Group.PowerPerMachine(mode) - Group.PowerPerMachine(LoadGroup.OffIndex);
        if (left > Megawatts.Zero && each > Megawatts.Zero && _before.Running > Machines)
        {
            var kept = (int)Math.Min(_before.Running - Machines, Math.Ceiling(left.Value / each.Value));
            Set(Machines + kept, mode, ReasonCode.RampLimit);
        }
    }

    /// <summary>Takes a change of mode back that draws more than the mode before.</summary>
    public void KeepMode(Because why)
    {
        var old = _before.ModeIndex;
        if (Machines > 0 && old != LoadGroup.OffIndex && Group.Power(old, Machines) < Power)
        {
            Set(Machines, old, why);
        }
    }

    /// <summary>Leaves the group as it was.</summary>
    public void Hold()
    {
        if (Machines != _before.Running || ModeIndex != _before.ModeIndex)
        {
            Set(_before.Running, _before.ModeIndex, ReasonCode.RampLimit);
        }
    }

    public GroupCommand ToCommand() =>
        new(Group.Id, ModeIndex, Group.Modes[ModeIndex].Name, Machines, Power, Reason);

    public GroupState After(Minutes length) => _before.Run(Group, ModeIndex, Machines, length).After;

    private void ServeMinimumTimes()
    {
        var must = MustRun;
        if (Machines < must)
        {
            Set(must, ModeIndex == LoadGroup.OffIndex ? _before.ModeIndex : ModeIndex, ReasonCode.MinimumUpTime);
        }

        var may = Group.MinimumDownTime > Minutes.Zero ? _before.MayRun(Group) : Group.Machines;
        if (Machines > may)
        {
            Set(may, ModeIndex, ReasonCode.MinimumDownTime);
        }
    }

    private void Set(int machines, int modeIndex, Because why)
    {
        Machines = machines;
        ModeIndex = machines == 0 ? LoadGroup.OffIndex : modeIndex;
        Power = Group.Power(ModeIndex, Machines);
        Reason = Reason with { Code = why.Code, Holder = why.Holder, Held = why.Held };
    }
}
