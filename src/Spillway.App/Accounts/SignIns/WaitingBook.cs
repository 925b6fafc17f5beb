namespace Spillway.App.Accounts.SignIns;

/// <summary>What waits for a person's next step, under a secret that is taken once: a challenge, an account whose password was right.</summary>
/// <typeparam name="T">What waits.</typeparam>
/// <param name="time">The clock.</param>
/// <param name="name">Makes the secrets.</param>
internal sealed class WaitingBook<T>(TimeProvider time, Func<string> name)
    where T : notnull
{
    private const int Most = 1000;
    private static readonly TimeSpan _kept = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (T What, DateTimeOffset At)> _waiting = new(StringComparer.Ordinal);

    /// <summary>Keeps something for five minutes; beyond a thousand the oldest goes.</summary>
    /// <param name="what">What.</param>
    /// <returns>The secret.</returns>
    public string Put(T what)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var over = _waiting.Where(one => now - one.Value.At >= _kept).Select(static one => one.Key).ToList();
            over.ForEach(one => _waiting.Remove(one));
            if (_waiting.Count >= Most)
            {
                _waiting.Remove(_waiting.MinBy(static one => one.Value.At).Key);
            }

            var secret = name();
            _waiting[secret] = (what, now);
            return secret;
        }
    }

    /// <summary>Takes what waits out.</summary>
    /// <param name="secret">Its secret.</param>
    /// <returns>What waited; the default where nothing does.</returns>
    public T? Take(string? secret)
    {
        lock (_gate)
        {
            return secret is not null && _waiting.Remove(secret, out var found) && time.GetUtcNow() - found.At < _kept ? found.What : default;
        }
    }
}
