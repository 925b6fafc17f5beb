using NodaTime;
using Spillway.App.Accounts;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Api;

/// <summary>What the idempotency keys of orders and releases did: a client that got no answer sends the same again, however late, and gets the
/// answer of the first time. In memory, for a day by the wall clock. Any thread.</summary>
/// <param name="wall">The wall clock.</param>
internal sealed class OrderKeys(TimeProvider wall)
{
    /// <summary>The longest key. Unit: letters.</summary>
    public const int Longest = 64;

    /// <summary>How many are kept; beyond it the oldest go.</summary>
    public const int Most = 10_000;

    /// <summary>How long a key is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Who, string Key), Use> _uses = [];
    private readonly Queue<Use> _oldest = new();

    /// <summary>Whether a text can be a key or the id of an order.</summary>
    /// <param name="text">The text.</param>
    public static bool IsGood(string text) => text.Length <= Longest && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>What a key did.</summary>
    /// <param name="who">Whose key: each has keys of its own.</param>
    /// <param name="key">The key.</param>
    /// <param name="order">What it is sent with now.</param>
    /// <returns>The first answer; a refusal where the key belongs to a different order; null where it did nothing yet.</returns>
    public OrderAnswer? Find(Actor who, string key, Order order)
    {
        lock (_gate)
        {
            return Known(who, key) is not { Done: { IsCompletedSuccessfully: true } done } use ? null : use.Order == order ? done.Result : Taken(order);
        }
    }

    /// <summary>Gives an order under its key: the first time it is given, and while and after that it is answered alike.</summary>
    /// <param name="who">Whose key.</param>
    /// <param name="key">The key.</param>
    /// <param name="order">The order.</param>
    /// <param name="give">Gives it.</param>
    /// <returns>The answer. One that refuses the order leaves the key free, as a fault does.</returns>
    public async Task<OrderAnswer> GiveAsync(Actor who, string key, Order order, Func<Task<OrderAnswer>> give)
    {
        while (true)
        {
            var (use, isMine) = Take(who, key, order);
            if (isMine)
            {
                return await FirstAsync(use, give).ConfigureAwait(false);
            }

            if (use.Order != order)
            {
                return Taken(order);
            }

            if (await use.Done.ConfigureAwait(false) is { } answer)
            {
                return answer;
            }
        }
    }

    private async Task<OrderAnswer> FirstAsync(Use use, Func<Task<OrderAnswer>> give)
    {
        OrderAnswer? kept = null;
        try
        {
            var answer = await give().ConfigureAwait(false);
            kept = answer.IsAccepted ? answer : null;
            return answer;
        }
        finally
        {
            if (kept is null)
            {
                Forget(use);
            }

            use.End(kept);
        }
    }

    private (Use Use, bool IsMine) Take(Actor who, string key, Order order)
    {
        lock (_gate)
        {
            if (Known(who, key) is { } known)
            {
                return (known, false);
            }

            var fresh = new Use((who.Id, key), order, wall.GetTimestamp());
            _uses[fresh.Key] = fresh;
            _oldest.Enqueue(fresh);
            return (fresh, true);
        }
    }

    // Under the lock.
    private Use? Known(Actor who, string key)
    {
        var now = wall.GetTimestamp();
        while (_oldest.TryPeek(out var old) && (_oldest.Count > Most || wall.GetElapsedTime(old.At, now) > KeptFor))
        {
            _oldest.Dequeue();
            Drop(old);
        }

        return _uses.GetValueOrDefault((who.Id, key));
    }

    private static OrderAnswer Taken(Order order) => new(order.Id, OrderVerdict.IdTaken, null, null, Duration.Zero, null);

    private void Forget(Use use)
    {
        lock (_gate)
        {
            Drop(use);
        }
    }

    // The key may be another use's by now.
    private void Drop(Use use)
    {
        if (_uses.TryGetValue(use.Key, out var current) && ReferenceEquals(current, use))
        {
            _uses.Remove(use.Key);
        }
    }

    private sealed class Use((string Who, string Key) key, Order order, long at)
    {
        private readonly TaskCompletionSource<OrderAnswer?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public (string Who, string Key) Key => key;

        public Order Order => order;

        public long At => at;

        /// <summary>What came of it; null where it was not taken.</summary>
        public Task<OrderAnswer?> Done => _done.Task;

        public void End(OrderAnswer? answer) => _done.TrySetResult(answer);
    }
}
