using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>The field with what contracts hold of the site: a floor of the rank of obligations for as long as they do, so that no
/// operator's order takes off what an award stands on, and an order of the grid still may.</summary>
/// <remarks>A floor is given shortly before it begins and ends by itself, so that none is missing between two awards. Called by the
/// desk's one thread.</remarks>
/// <param name="inner">The field.</param>
/// <param name="book">What is held, as it is known now.</param>
/// <param name="asleep">What the site draws with every machine asleep.</param>
/// <param name="passPeriod">The time between two control passes.</param>
public sealed class HeldField(IField inner, Func<HeldBook> book, Megawatts asleep, Duration passPeriod) : IField
{
    /// <summary>Who gives the floors that awards stand on; they come again as long as the award stands.</summary>
    public const string Giver = "contracts";

    private const string Held = " MW held by ";
    private const int PassesAhead = 3;
    private static readonly Duration _longest = Duration.FromHours(24);

    private readonly Dictionary<OrderId, Order> _given = [];

    /// <summary>What the reason of a floor given here says.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>The MW and what holds them; null for another reason.</returns>
    public static (string Megawatts, string Holders)? Holding(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Split(Held, 2) is [var power, var holders] ? (power, holders) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
    {
        var frame = await inner.ObserveAsync(until, cancellation).ConfigureAwait(false);
        var orders = Due(frame.At);
        return orders.IsEmpty ? frame : frame with { Orders = frame.Orders.InsertRange(0, orders) };
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation) => inner.SendAsync(turn, cancellation);

    /// <inheritdoc/>
    public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => inner.IdleAsync(feedsWatchdogs, cancellation);

    private ImmutableArray<Order> Due(Instant at)
    {
        foreach (var over in _given.Where(one => one.Value.Until <= at).Select(one => one.Key).ToList())
        {
            _given.Remove(over);
        }

        var ahead = at + (passPeriod * PassesAhead);
        var held = book().During(at, ahead + _longest);
        var wanted = new[] { Floor(held, at), Floor(held, ahead) }.OfType<Order>().DistinctBy(static order => order.Id).ToList();
        var orders = ImmutableArray.CreateBuilder<Order>();
        foreach (var order in wanted.Where(order => _given.TryAdd(order.Id, order)))
        {
            orders.Add(order);
        }

        // An award that was corrected meanwhile holds no longer what it held.
        foreach (var stale in _given.Keys.Except(wanted.Select(static order => order.Id)).ToList())
        {
            _given.Remove(stale);
            orders.Add(new(
                new("release-" + stale.Text), OrderKind.Release, OrderRank.Obligation, null, null, null, stale, null, null, "the award was corrected", Giver));
        }

        return orders.ToImmutable();
    }

    // The floor of an instant until the next instant at which anything begins or ends.
    private Order? Floor(ImmutableArray<HeldPower> held, Instant at)
    {
        var now = held.Where(one => one.NeedsRunning && one.Start <= at && one.End > at && one.Power > Megawatts.Zero).ToList();
        if (now.Count == 0)
        {
            return null;
        }

        var power = new Megawatts(now.Sum(static one => one.Power.Value));
        var end = held.SelectMany(static one => new[] { one.Start, one.End }).Where(edge => edge > at).Append(at + _longest).Min();
        var id = string.Create(CultureInfo.InvariantCulture, $"held-{end:uuuuMMdd'T'HHmmss'Z'}-{power}");
        var holders = string.Join(" + ", now.Select(static one => one.Name));
        return new(
            new(id), OrderKind.Floor, OrderRank.Obligation, asleep + power, null, null, null, null, end, $"{power}{Held}{holders}", Giver);
    }
}
