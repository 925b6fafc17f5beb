using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Streams;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>Takes orders to the desk and brings its answers back. A stop is taken only when the same person says it twice; what
/// raises the site by more than the set MW waits for a second person, what takes load off never does.</summary>
/// <param name="desk">The desk.</param>
/// <param name="gate">Who may give what.</param>
/// <param name="seconds">Where what needs two people waits.</param>
/// <param name="wall">The wall clock, for how long somebody waits.</param>
internal sealed class OrderTaking(DeskView desk, Gate gate, SecondDesk seconds, TimeProvider wall)
{
    private const int MostOpenStops = 20;
    private const int ConfirmBytes = 4;
    private const int IdBytes = 2;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _confirmWithin = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Id, string By, long At)> _stops = new(StringComparer.Ordinal);

    /// <summary>The id of an order that came without one.</summary>
    /// <returns>From the desk's instant and two random bytes.</returns>
    public string NewId() => string.Create(
        CultureInfo.InvariantCulture, $"{Now():uuMMdd-HHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}");

    /// <summary>Gives an order and waits for its answer, at most 15 s. Once it is given nobody calls it off by leaving: what is to be signed
    /// afterwards is asked for also where the page has been closed meanwhile.</summary>
    /// <param name="who">Who gives it.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancellation">Ends the wait for the journal where it waits for a second person.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, <see cref="AccountErrors.NeedsSecond"/> (it waits now) or
    /// <see cref="ApiErrors.NoAnswer"/>.</exception>
    public async Task<OrderAnswer> GiveAsync(Actor who, Order order, CancellationToken cancellation)
    {
        var action = OrderActions.Of(order.Kind);
        gate.Demand(who, action, order.Kind == OrderKind.Release ? GroupOf(order.Target) : OrderActions.GroupOf(order));
        var before = desk.State();
        var part = await AloneAsync(who, order, before, cancellation).ConfigureAwait(false);
        var answer = await GiveAsync(order).ConfigureAwait(false);
        if (part is not null && !answer.IsAccepted)
        {
            seconds.Raised.Remove(part);
        }

        if (IsToBeSigned(order, before, answer))
        {
            await seconds.DoneAsync(who, action, SecondOrder.Taking(desk, before, order), CancellationToken.None).ConfigureAwait(false);
        }

        return answer;
    }

    /// <summary>The release of an order.</summary>
    /// <param name="target">The order to end.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The order that ends it.</returns>
    public Order Release(string target, string by, string reason) => new(
        new("release-" + NewId()), OrderKind.Release, OrderRank.OperatorHold, null, null, null, new OrderId(target), null, null, reason, by);

    /// <summary>Says whether a stop may go ahead: the second time, by the same person, with the word of the first.</summary>
    /// <param name="who">Who asks; may stop the site.</param>
    /// <param name="by">In whose name.</param>
    /// <param name="word">The word the first was answered with; null for the first.</param>
    /// <returns>Null where it may go ahead; else the word to say it again with.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, or <see cref="ApiErrors.NotConfirmed"/>: the word is unknown,
    /// too old or another's.</exception>
    public string? Confirmed(Actor who, string by, string? word)
    {
        gate.Demand(who, DeskAction.Stop);
        lock (_gate)
        {
            var now = wall.GetTimestamp();
            foreach (var old in _stops.Where(one => wall.GetElapsedTime(one.Value.At, now) > _confirmWithin).Select(one => one.Key).ToList())
            {
                _stops.Remove(old);
            }

            if (word is not null)
            {
                return _stops.Remove(word, out var first) && first.Id == who.Id && first.By == by
                    ? null
                    : throw new RefusedException(ApiErrors.NotConfirmed, $"confirm: '{word}' is no word that '{by}' was answered with within {_confirmWithin.TotalSeconds} s.");
            }

            MakeRoom(who, by);
            var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ConfirmBytes));
            _stops[fresh] = (who.Id, by, now);
            return fresh;
        }
    }

    // Whoever begins too often loses the own words, the oldest first; nobody's stop is held up by another's.
    private void MakeRoom(Actor who, string by)
    {
        var own = _stops.Where(one => one.Value.Id == who.Id).ToList();
        if (own.Count >= MostOpenStops)
        {
            _stops.Remove(own.OrderBy(one => one.Value.By == by ? 0 : 1).ThenBy(static one => one.Value.At).First().Key);
        }
    }

    private Megawatts? SecondAbove => desk.Site.Installation?.Desk.SecondAbove;

    private async Task<OrderAnswer> GiveAsync(Order order)
    {
        using var limit = new CancellationTokenSource(_patience, wall);
        using var span = DeskTraces.Begin(order);
        var answer = desk.Watch.AnswerAsync(order, limit.Token);
        desk.Give(order);
        try
        {
            var given = await answer.ConfigureAwait(false);
            DeskTraces.Answered(span, given);
            return given;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new RefusedException(ApiErrors.NoAnswer, $"Order {order.Id} got no answer within {_patience.TotalSeconds} s.");
        }
    }

    // Lets one person raise alone up to the set MW, all orders of the last minutes together; beyond it the order waits for another. One that
    // holds already raises nothing: it is known, or refused. One without an answer may have been taken, and counts.
    private async Task<RaisedBook.Part?> AloneAsync(Actor who, Order order, ControlState before, CancellationToken cancellation)
    {
        if (SecondAbove is not { } most || before.Orders.Any(active => active.Order.Id == order.Id))
        {
            return null;
        }

        var raised = RaisedPower.Of(desk, order);
        if (raised <= Megawatts.Zero)
        {
            return null;
        }

        if (seconds.Raised.Add(who.Id, raised, most) is { } part)
        {
            return part;
        }

        var already = seconds.Raised.Of(who.Id);
        var request = await seconds.AskAsync(
            who, OrderActions.Of(order.Kind), SecondOrder.Raising(desk, order, raised, already), _ => GiveSignedAsync(order), cancellation).ConfigureAwait(false);
        throw new RefusedException(
            AccountErrors.NeedsSecond,
            $"Order {order.Id} may raise the site by {raised.Value:0.###} MW{Already(who, already)}, and above {most.Value:0.###} MW two people are needed: it waits as {request.Id} until {ApiJson.Instant(request.Until)}.");
    }

    private static string Already(Actor who, Megawatts already) => already > Megawatts.Zero
        ? $", after {already.Value:0.###} MW that '{who.Name}' has raised in the last {RaisedBook.Reach.TotalMinutes:0} min"
        : "";

    // A stop always; what else takes load off, where it is more than the set MW. What was known already has been asked for.
    private bool IsToBeSigned(Order order, ControlState before, OrderAnswer answer) =>
        answer is { IsAccepted: true, Verdict: not OrderVerdict.Known }
        && (order.Kind == OrderKind.Stop || (SecondAbove is { } above && TakenPower.Of(desk, before, order, answer) > above));

    // Signed, and still no when the desk says so: to whoever signs, and the request waits on.
    private async Task GiveSignedAsync(Order order)
    {
        var answer = await GiveAsync(order).ConfigureAwait(false);
        if (!answer.IsAccepted)
        {
            throw new RefusedException(ApiErrors.OrderRefused, $"Order {order.Id}: {OrderWords.Why(answer.Verdict)}.");
        }
    }

    // Whoever may move one group may end what holds that group.
    private GroupId? GroupOf(OrderId? target) =>
        desk.State().Orders.FirstOrDefault(active => active.Order.Id == target) is { } active ? OrderActions.GroupOf(active.Order) : null;

    private Instant Now() => Instant.FromDateTimeOffset(desk.Time.GetUtcNow());
}
