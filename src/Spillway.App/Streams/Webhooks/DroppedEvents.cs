using System.Collections.Immutable;

namespace Spillway.App.Streams.Webhooks;

/// <summary>Which webhooks lose events because too many wait for them. It is over for one that has taken an event since the last that it
/// lost, when it has lost none for a minute; so that one that is merely slow is not begun and ended all the time. Any thread.</summary>
/// <param name="wall">The wall clock.</param>
public sealed class DroppedEvents(TimeProvider wall)
{
    /// <summary>For so long none may have been lost before it is over.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Loss> _losses = new(StringComparer.Ordinal);

    /// <summary>Those that lose events, by name.</summary>
    public ImmutableHashSet<string> Losing
    {
        get
        {
            lock (_gate)
            {
                return _losses.Keys.ToImmutableHashSet(StringComparer.Ordinal);
            }
        }
    }

    /// <summary>A webhook has lost one.</summary>
    /// <param name="webhook">Its name.</param>
    /// <returns>True for the first.</returns>
    public bool Add(string webhook)
    {
        lock (_gate)
        {
            var before = _losses.GetValueOrDefault(webhook);
            _losses[webhook] = new((before?.Lost ?? 0) + 1, wall.GetTimestamp(), HasTaken: false);
            return before is null;
        }
    }

    /// <summary>A webhook had been losing events when the desk ended; how many is not known any more.</summary>
    /// <param name="webhook">Its name.</param>
    public void TakeUp(string webhook)
    {
        lock (_gate)
        {
            _losses.TryAdd(webhook, new(0, wall.GetTimestamp(), HasTaken: false));
        }
    }

    /// <summary>A webhook has taken an event.</summary>
    /// <param name="webhook">Its name.</param>
    public void Taken(string webhook)
    {
        lock (_gate)
        {
            if (_losses.TryGetValue(webhook, out var loss))
            {
                _losses[webhook] = loss with { HasTaken = true };
            }
        }
    }

    /// <summary>Takes out those for which it is over, and those that are not there any more.</summary>
    /// <param name="there">The names of all that are kept.</param>
    /// <returns>The names of those that take events again, with how many each has lost.</returns>
    public ImmutableArray<(string Webhook, long Lost)> TakeOver(IReadOnlySet<string> there)
    {
        ArgumentNullException.ThrowIfNull(there);
        lock (_gate)
        {
            foreach (var gone in _losses.Keys.Where(name => !there.Contains(name)).ToList())
            {
                _losses.Remove(gone);
            }

            var over = _losses.Where(one => one.Value.HasTaken && wall.GetElapsedTime(one.Value.LastAt) >= Quiet).Select(static one => (one.Key, one.Value.Lost)).ToImmutableArray();
            foreach (var (webhook, _) in over)
            {
                _losses.Remove(webhook);
            }

            return over;
        }
    }

    private sealed record Loss(long Lost, long LastAt, bool HasTaken);
}
