using NodaTime;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>How many machines of each group shall run in the end: what pays, then holds, then fitted between floor and
/// ceiling. The least valuable give way first: whole machines, or a group's next lower mode where an order leaves time for it; of equals those
/// whose starts wear least, then the later in the file.</summary>
internal sealed class Targets
{
    private readonly Census _census;
    private readonly Arbitration _arbitration;
    private readonly GroupTarget[] _groups;

    public Targets(Census census, Arbitration arbitration, Trust trust)
    {
        _census = census;
        _arbitration = arbitration;
        _groups = new GroupTarget[census.Plant.Groups.Length];
        for (var index = 0; index < _groups.Length; index++)
        {
            _groups[index] = Economic(index, trust);
            Hold(index);
        }

        KeepCeiling();
        KeepFloor();
        for (var index = 0; index < _groups.Length; index++)
        {
            if (census.LockOuts.HasGroup(index))
            {
                _groups[index].Because = new(CauseKind.LockOut, null);
            }
        }
    }

    /// <summary>Whether any order is in force.</summary>
    public bool HasOrders => !_arbitration.Orders.IsEmpty;

    public ref readonly GroupTarget Group(int group) => ref _groups[group];

    /// <summary>The groups from the least valuable to the most; of equals the one whose starts wear least for each MW first, of those the
    /// later in the file.</summary>
    public IEnumerable<int> LeastValuableFirst() => Enumerable.Range(0, _groups.Length).Reverse()
        .OrderBy(index => _groups[index].IsHeld)
        .ThenBy(index => _groups[index].Worth)
        .ThenBy(index => _groups[index].Wear);

    private GroupTarget Economic(int index, Trust trust)
    {
        var group = _census.Plant.Groups[index].Load;
        var census = _census.Group(index);
        var decision = _census.State.Decision;
        var target = new GroupTarget { ModeIndex = CurrentMode(index), On = census.ReadyOn, Because = new(CauseKind.FailSafe, null) };
        if (trust.StopsGroup(index))
        {
            (target.On, target.Over) = (0, census.FixedOn);
        }
        else if (decision is not null && !trust.HoldsGroup(index))
        {
            var command = decision.Commands[index];
            target.ModeIndex = command.ModeIndex == LoadGroup.OffIndex ? target.ModeIndex : Reachable(index, command.ModeIndex);
            var wanted = command.Machines - census.FixedOn;
            target.On = Math.Clamp(wanted, 0, census.ReadyOn + census.Startable);
            (target.Short, target.Over) = (Math.Max(0, wanted - target.On), Math.Max(0, -wanted));
            target.Because = new(CauseKind.Economics, null);
        }

        target.Worth = LowerMode.Worth(group, target.ModeIndex, decision?.Hashprice);
        target.Wear = group.WearPerMegawatt(target.ModeIndex);
        return target;
    }

    private void Hold(int index)
    {
        var group = _census.Plant.Groups[index].Load;
        ref var target = ref _groups[index];
        foreach (var active in _arbitration.Holds)
        {
            if (active.Order.Group != group.Id)
            {
                continue;
            }

            var census = _census.Group(index);
            var isOn = active.Order.Kind == OrderKind.HoldOn;
            target.On = isOn ? census.ReadyOn + census.Startable : 0;
            target.ModeIndex = isOn ? group.NormalModeIndex : target.ModeIndex;
            target.IsHeld = isOn;
            (target.Short, target.Over) = isOn ? (census.Marked, 0) : (0, census.FixedOn);
            target.Because = new(CauseKind.Hold, active.Order.Id);
        }
    }

    private void KeepCeiling()
    {
        var excess = Total() - _arbitration.Bounds.Ceiling;
        if (excess <= Megawatts.Zero)
        {
            return;
        }

        excess = new CeilingFit(_census, _groups, _arbitration.Bounds.Ceiling - _arbitration.Bounds.Floor, Within()).Take(excess, _arbitration.CeilingCause());
        for (var index = 0; index < _groups.Length; index++)
        {
            // Nothing more may run, and what cannot be told should not.
            _groups[index].Short = 0;
            _groups[index].Over = excess > Megawatts.Zero ? _census.Group(index).FixedOn : _groups[index].Over;
        }
    }

    private void KeepFloor()
    {
        var total = Total();
        var missing = _arbitration.Bounds.Floor - total;
        var room = _arbitration.Bounds.Ceiling - total;
        if (missing <= Megawatts.Zero)
        {
            return;
        }

        foreach (var index in LeastValuableFirst().Reverse().ToList())
        {
            ref var target = ref _groups[index];
            var census = _census.Group(index);
            var each = _census.Each(index, target.ModeIndex);
            if (missing > Megawatts.Zero && each > Megawatts.Zero && target.On < census.ReadyOn + census.Startable)
            {
                var wanted = Math.Min(Math.Ceiling(missing.Value / each.Value), Math.Max(0m, Math.Floor(room.Value / each.Value)));
                var more = (int)Math.Min(census.ReadyOn + census.Startable - target.On, wanted);
                target.On += more;
                target.Because = more > 0 ? new(CauseKind.Floor, _arbitration.Bounds.FloorBy) : target.Because;
                missing -= each * more;
                room -= each * more;
            }
        }
    }

    // The time that the order behind the ceiling gives.
    private Duration? Within() => _arbitration.Orders.FirstOrDefault(active => active.Order.Id == _arbitration.Bounds.CeilingBy) is { } binding
        ? binding.Deadline - binding.AcceptedAt
        : null;

    private Megawatts Total()
    {
        var total = _census.State.Unexplained;
        for (var index = 0; index < _groups.Length; index++)
        {
            total += Power(index);
        }

        return total;
    }

    /// <summary>What a group draws in the end.</summary>
    // What is dark and not wanted stays dark and draws nothing.
    public Megawatts Power(int index)
    {
        var census = _census.Group(index);
        var nameplate = _census.Nameplate(index);
        long asleep = Math.Max(0, census.ReadyOn + census.ReadyOff - _groups[index].On);
        return _census.InMegawatts(index, census.FixedW + ((long)_groups[index].On * nameplate.InModeW(_groups[index].ModeIndex)) + (asleep * nameplate.SleepW));
    }

    private int CurrentMode(int index)
    {
        var normal = _census.Plant.Groups[index].Load.NormalModeIndex;
        return _census.State.Wanted.IsEmpty || _census.State.Wanted[index].ModeIndex == LoadGroup.OffIndex
            ? normal
            : _census.State.Wanted[index].ModeIndex;
    }

    private int Reachable(int index, int modeIndex)
    {
        var group = _census.Plant.Groups[index];
        return modeIndex == group.Load.NormalModeIndex || group.Abilities.Reaches[modeIndex] ? modeIndex : group.Load.NormalModeIndex;
    }
}
