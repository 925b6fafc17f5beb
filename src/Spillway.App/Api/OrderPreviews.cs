using System.Collections.Immutable;
using Spillway.App.Obligations;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>Looks ahead at what an order would do. Nothing is done.</summary>
public static class OrderPreviews
{
    /// <summary>The preview of an order as the desk stands after its last pass.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="order">The order.</param>
    /// <returns>The preview.</returns>
    public static OrderPreview Of(DeskView desk, Order order)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(order);
        var state = desk.State();
        var power = SitePower.Now(desk.Plant, state);
        var ladder = ShedLadder.Of(desk.Plant, state);
        var level = Level(order, power);
        var within = order.Within ?? (order.Kind == OrderKind.Stop ? desk.Plant.Rules.StopWithin : desk.Plant.Rules.OrderWithin);
        var promise = level is { } ceiling && order.Kind != OrderKind.Floor ? ladder.Promise(ceiling, within, order.Rank) : null;
        promise = promise is null ? null : promise with { LeftOver = promise.LeftOver + ladder.Beyond(order) };
        var price = desk.Price().Price;
        var need = level is { } some ? power - some : Megawatts.Zero;
        var lowered = order.Kind is OrderKind.Ceiling or OrderKind.Reduction && need > Megawatts.Zero ? ladder.Lowered(need, within) : [];
        var moves = Moves(desk, state, ladder, order, lowered.Aggregate(need, static (left, rung) => left - rung.Power), lowered);
        var groups = lowered.Select(rung => Group(desk, rung.Group, rung.Power, rung.Worth, price) with { IsLowered = true })
            .Concat(moves.Where(static move => move.Power != Megawatts.Zero).Select(move => Group(desk, move.Index, move.Power, Worth(desk, desk.Plant.Groups[move.Index].Load), price)))
            .ToImmutableArray();
        var preview = new OrderPreview(power, level, promise, groups, price, DeskHeadroom.Breaks(desk, order));
        return preview with { Baselines = desk.Baselines?.Of(desk, order, level ?? power - preview.Change) ?? [] };
    }

    private static Megawatts? Level(Order order, Megawatts power) => order.Kind switch
    {
        OrderKind.Ceiling or OrderKind.Floor => order.Power,
        OrderKind.Reduction => Positive(power - order.Power!.Value),
        OrderKind.Stop => Megawatts.Zero,
        _ => null,
    };

    // The desk takes the least valuable first, and puts the most valuable on first.
    private static IEnumerable<(int Index, Megawatts Power)> Moves(DeskView desk, ControlState state, ShedLadder ladder, Order order, Megawatts need, ImmutableArray<LadderRung> lowered) => order.Kind switch
    {
        OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop => Taken(
            Sheddable(ladder).Select(move => (move.Index, lowered.Where(rung => rung.Group == move.Index).Aggregate(move.Power, static (left, rung) => left - rung.Power))), Positive(need)),
        OrderKind.Floor => Taken(Startable(desk, state), Positive(-need)).Select(static move => (move.Index, -move.Power)),
        OrderKind.HoldOff => Sheddable(ladder).Where(move => desk.Plant.Groups[move.Index].Load.Id == order.Group),
        OrderKind.HoldOn => Startable(desk, state).Where(move => desk.Plant.Groups[move.Index].Load.Id == order.Group).Select(static move => (move.Index, -move.Power)),
        _ => [],
    };

    private static IEnumerable<(int Index, Megawatts Power)> Sheddable(ShedLadder ladder) => ladder.Rungs
        .OrderBy(static rung => rung.Worth)
        .ThenBy(static rung => rung.WearPerMegawatt)
        .GroupBy(static rung => rung.Group)
        .Select(static rungs => (rungs.Key, Greater(
            rungs.Where(static rung => rung.Feed is null).Aggregate(Megawatts.Zero, static (sum, rung) => sum + rung.Power),
            rungs.Where(static rung => rung.Feed is not null).Aggregate(Megawatts.Zero, static (sum, rung) => sum + rung.Power))));

    private static IEnumerable<(int Index, Megawatts Power)> Startable(DeskView desk, ControlState state) => Enumerable.Range(0, desk.Plant.Groups.Length)
        .Select(index => (Index: index, Power: Positive(Whole(desk.Plant.Groups[index].Load) - state.Draws[index].Power(desk.Plant.Groups[index]))))
        .OrderByDescending(move => Worth(desk, desk.Plant.Groups[move.Index].Load))
        .ThenByDescending(move => Wear(desk.Plant.Groups[move.Index].Load));

    private static IEnumerable<(int Index, Megawatts Power)> Taken(IEnumerable<(int Index, Megawatts Power)> rungs, Megawatts need)
    {
        foreach (var (index, power) in rungs)
        {
            var taken = Megawatts.Min(power, need);
            need -= taken;
            yield return (index, taken);
        }
    }

    private static PreviewedGroup Group(DeskView desk, int index, Megawatts power, EnergyPrice? worth, EnergyPrice? price) =>
        new(desk.Plant.Groups[index].Load.Id, power, worth, worth is { } earns && price is { } costs ? (earns - costs).Value * power.Value : null);

    private static EnergyPrice? Worth(DeskView desk, LoadGroup load) =>
        load.Value is null && desk.Hashprice is null ? null : load.Breakeven(load.NormalModeIndex, desk.Hashprice);

    private static decimal Wear(LoadGroup load) => load.WearPerMegawatt(load.NormalModeIndex);

    private static Megawatts Whole(LoadGroup load) => load.Power(load.NormalModeIndex, load.Machines);

    private static Megawatts Positive(Megawatts power) => Greater(power, Megawatts.Zero);

    private static Megawatts Greater(Megawatts left, Megawatts right) => left < right ? right : left;
}
