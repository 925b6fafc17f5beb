using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Boards;

/// <summary>The last six hours, one sample for every ten seconds of the desk's clock at most. Any thread.</summary>
public sealed class DeskTrend
{
    /// <summary>How far back it reaches.</summary>
    public static readonly Duration Reach = Duration.FromHours(6);

    /// <summary>The least time between two samples.</summary>
    public static readonly Duration Step = Duration.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<TrendSample> _samples = new();
    private Instant _last = Instant.MinValue;

    /// <summary>Takes a sample, where the last one is old enough.</summary>
    /// <param name="sample">The sample.</param>
    public void Take(in TrendSample sample)
    {
        lock (_gate)
        {
            Add(sample);
        }
    }

    /// <summary>Puts what an earlier desk saw before what was taken here.</summary>
    /// <param name="earlier">Samples, oldest first; those that lie too far back, or not before what was taken here, are left out.</param>
    public void Precede(ImmutableArray<TrendSample> earlier)
    {
        lock (_gate)
        {
            var taken = _samples.ToArray();
            var end = taken.Length > 0 ? taken[0].At - Step : Instant.MaxValue;
            _samples.Clear();
            _last = Instant.MinValue;
            foreach (var sample in earlier.TakeWhile(sample => sample.At <= end).Concat(taken))
            {
                Add(sample);
            }
        }
    }

    /// <summary>The samples, oldest first.</summary>
    public ImmutableArray<TrendSample> Samples()
    {
        lock (_gate)
        {
            return [.. _samples];
        }
    }

    private void Add(in TrendSample sample)
    {
        if (sample.At < _last)
        {
            // The clock was set back: what lies after it did not happen on this clock.
            _samples.Clear();
        }
        else if (sample.At - _last < Step && _samples.Count > 0)
        {
            return;
        }

        _samples.Enqueue(sample);
        _last = sample.At;
        while (_samples.Peek().At < sample.At - Reach)
        {
            _samples.Dequeue();
        }
    }
}
