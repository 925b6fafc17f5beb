using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What of the things that the desk relies on is missing, and what the fail-safe table says to that.</summary>
internal sealed class Trust
{
    private readonly FailSafeTable _table;
    private readonly bool[] _holdsGroup;
    private readonly bool[] _stopsGroup;

    public Trust(Census census, ImmutableArray<ActiveOrder> orders)
    {
        var (plant, state) = (census.Plant, census.State);
        _table = plant.Rules.FailSafe;
        _holdsGroup = new bool[plant.Groups.Length];
        _stopsGroup = new bool[plant.Groups.Length];
        var limits = plant.Rules.Staleness;
        var listened = state.ListensSince is { } since ? state.Now - since : Duration.Zero;
        IsPriceStale = (state.NewestPriceAt is { } price ? state.At - price : listened) > limits.Price;
        IsMeterStale = (state.Meter is { } meter ? state.At - meter.At : plant.HasMeter ? listened : Duration.Zero) > limits.Meter;
        IsClockLost = state.JumpedAt is { } jump && state.Now - jump < limits.ClockTrust;
        IsRestarting = IsStillRestarting(census, orders);
        React(IsPriceStale, _table.StalePrice);
        React(IsMeterStale, _table.StaleMeter);
        React(IsClockLost, _table.LostClock);
        React(IsRestarting, _table.RestartInEvent);
        LostGroups = [.. Enumerable.Range(0, plant.Groups.Length).Where(group => IsLost(census, group, orders))];
        foreach (var group in LostGroups)
        {
            React(group);
        }
    }

    public bool IsPriceStale { get; }

    public bool IsMeterStale { get; }

    public bool IsClockLost { get; }

    public bool IsRestarting { get; }

    public ImmutableArray<int> LostGroups { get; }

    /// <summary>Whether nothing is raised and no economic move made on the whole site.</summary>
    public bool Holds { get; private set; }

    /// <summary>The power to come down to; null where the table asks for none.</summary>
    public Megawatts? Ceiling { get; private set; }

    public bool HoldsGroup(int group) => Holds || _holdsGroup[group];

    public bool StopsGroup(int group) => _stopsGroup[group];

    // In an event that goes on: with the release of its last order there is none.
    private static bool IsStillRestarting(Census census, ImmutableArray<ActiveOrder> orders)
    {
        var state = census.State;
        if (state.RestartedAt is not { } at || orders.IsEmpty || state.Now - at >= census.Plant.Rules.FailSafe.RestartPatience)
        {
            return false;
        }

        for (var group = 0; group < census.Plant.Groups.Length; group++)
        {
            if (census.Group(group).Unheard > 0)
            {
                return true;
            }
        }

        return false;
    }

    // A group whose feeds were opened for it cannot be heard again: it stays lost until an operator holds it on.
    private bool IsLost(Census census, int group, ImmutableArray<ActiveOrder> orders)
    {
        var load = census.Plant.Groups[group].Load;
        var isLatched = _table.LostGroup == FailSafeReaction.Stop && census.State.Alarms.Any(alarm => alarm.Code == AlarmCode.LostGroup && alarm.Subject == load.Id.Text)
            && !orders.Any(active => active.Order.Kind == OrderKind.HoldOn && active.Order.Group == load.Id);
        var missing = census.Group(group).Lost + (isLatched ? census.Group(group).Dark : 0);
        return missing >= _table.LostGroupFrom.Value * load.Machines;
    }

    private void React(bool isMissing, FailSafeReaction reaction)
    {
        if (!isMissing)
        {
            return;
        }

        Holds |= reaction != FailSafeReaction.GoOn;
        ComeDown(reaction);
    }

    private void React(int group)
    {
        _holdsGroup[group] |= _table.LostGroup != FailSafeReaction.GoOn;
        _stopsGroup[group] |= _table.LostGroup == FailSafeReaction.Stop;
        if (_table.LostGroup == FailSafeReaction.ComeDown)
        {
            ComeDown(_table.LostGroup);
        }
    }

    private void ComeDown(FailSafeReaction reaction)
    {
        Megawatts? asked = reaction switch
        {
            FailSafeReaction.ComeDown => _table.SafePower,
            FailSafeReaction.Stop => Megawatts.Zero,
            _ => null,
        };
        Ceiling = asked is { } power ? Megawatts.Min(power, Ceiling ?? power) : Ceiling;
    }
}
