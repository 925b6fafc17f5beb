using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Api;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Obligations;

/// <summary>The ledger of a running desk: what contracts and operators hold now and in the coming hours.</summary>
internal static class DeskHeadroom
{
    private const int MostIntervals = 3_000;
    private static readonly Duration _usual = Duration.FromMinutes(15);

    /// <summary>The running interval, with what the machines draw now.</summary>
    /// <param name="desk">The desk.</param>
    /// <returns>The object.</returns>
    public static JsonObject Now(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var state = desk.State();
        var slot = state.Decision?.Slot ?? new Slot(state.At, _usual);
        return HeadroomJson.Of(new HeadroomLedger(desk.Plant.Site).At(slot, Held(desk).During(slot.Start, slot.End), SitePower.Drawn(desk.Plant, state)));
    }

    /// <summary>The coming intervals, with all that may run.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="ahead">How far; at most 3,000 intervals.</param>
    /// <returns>The ledger's lines, the running interval first.</returns>
    public static IReadOnlyList<Headroom> Coming(DeskView desk, Duration ahead)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var state = desk.State();
        var slot = state.Decision?.Slot ?? new Slot(state.At, _usual);
        var (ledger, held, end) = (new HeadroomLedger(desk.Plant.Site), Held(desk), state.At + ahead);
        var lines = new List<Headroom>();
        for (; slot.Start < end && lines.Count < MostIntervals; slot = new(slot.End, slot.Length))
        {
            lines.Add(ledger.At(slot, held.During(slot.Start, slot.End), null));
        }

        return lines;
    }

    /// <summary>When an operator's order would leave less running than contracts hold.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="order">The order.</param>
    /// <returns>The times; none where it may be given.</returns>
    public static ImmutableArray<HeldShortfall> Breaks(DeskView desk, Order order)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var state = desk.State();
        return HeldOrders.Breaks(desk.Plant.Site, Held(desk), order, state.At, SitePower.Now(desk.Plant, state));
    }

    private static HeldBook Held(DeskView desk)
    {
        var book = desk.Held();
        var holds = HeldOrders.Of(desk.Plant.Site, desk.State().Orders).ToList();
        return holds.Count == 0 ? book : new([.. book.All, .. holds]);
    }
}
