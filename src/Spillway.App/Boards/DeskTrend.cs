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

    /// <summary>The samples, oldest first.</summary>
    public ImmutableArray<TrendSample> Samples()
    {
        lock (_gate)
        {
            return [.. _samples];
        }
    }
}
