using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Feeds;

/// <summary>Keeps looking at published figures, so that the desk never waits for a file: it takes what has become known since it last
/// looked.</summary>
/// <remarks>One thread looks; any thread may take.</remarks>
public sealed class PublicationWatch : IAsyncDisposable
{
    private const int MostWaiting = 2_000_000;

    // A step is one record of the journal, which holds a mebibyte: a figure takes some 130 bytes of it.
    private const int MostTaken = 4_000;

    private readonly ImmutableArray<FollowedPublications> _places;
    private readonly TimeSpan _every;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<Figure, double> _known = [];
    private readonly Dictionary<Figure, Publication> _waiting = [];
    private Task? _looking;
    private string? _fault;

    /// <summary>Makes a watch; nothing is read before <see cref="Begin"/>.</summary>
    /// <param name="places">What is followed.</param>
    /// <param name="every">How often to look.</param>
    /// <param name="time">The clock.</param>
    public PublicationWatch(ImmutableArray<FollowedPublications> places, TimeSpan every, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_places, _every, _time) = (places, every, time);
    }

    /// <summary>Why a place could not be read the last time; null where all could. What was known before still stands.</summary>
    public string? Fault
    {
        get
        {
            lock (_gate)
            {
                return _fault;
            }
        }
    }

    /// <summary>Looks for the first time.</summary>
    /// <param name="now">The desk's instant.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>What was known by then, oldest first; a place that cannot be read has nothing to tell yet.</returns>
    public ImmutableArray<Publication> Begin(Instant now, CancellationToken cancellation)
    {
        Look(cancellation);
        return Take(now, int.MaxValue);
    }

    /// <summary>Begins to look again and again.</summary>
    public void Start() => _looking ??= LookOnAsync(_ending.Token);

    /// <summary>Looks once.</summary>
    /// <param name="cancellation">Stops between two files.</param>
    public void Look(CancellationToken cancellation)
    {
        string? fault = null;
        foreach (var place in _places)
        {
            try
            {
                if (place.Read(cancellation) is { } published)
                {
                    lock (_gate)
                    {
                        fault = Add_NeedsLock(published) ?? fault;
                    }
                }
            }
            catch (RefusedException refusal)
            {
                fault = refusal.Message;
            }
#pragma warning disable CA1031 // Whatever one file does, the others are looked at, and all of them again; what went wrong is said.
            catch (Exception unknown) when (unknown is not OperationCanceledException)
#pragma warning restore CA1031
            {
                fault = $"{unknown.GetType().Name}: {unknown.Message}";
            }
        }

        lock (_gate)
        {
            _fault = fault;
        }
    }

    /// <summary>Takes what has become known since the last call, oldest first.</summary>
    /// <param name="until">What becomes known later stays where it is.</param>
    /// <returns>The figures, also those that came late and those that were corrected, with the time each could first have been known;
    /// the newest 4,000 where more have come at once, and the others with the next calls.</returns>
    public ImmutableArray<Publication> Take(Instant until) => Take(until, MostTaken);

    private ImmutableArray<Publication> Take(Instant until, int most)
    {
        lock (_gate)
        {
            ImmutableArray<Publication> ready = [.. _waiting.Values.Where(one => one.KnownAt <= until)
                .OrderBy(one => one.KnownAt).ThenBy(one => one.Kind).ThenBy(one => one.Start).ThenBy(one => one.Point, StringComparer.Ordinal)
                .TakeLast(most)];
            foreach (var one in ready)
            {
                _waiting.Remove(Figure.Of(one));
            }

            return ready;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        if (_looking is { } looking)
        {
            await looking.ConfigureAwait(false);
        }

        _ending.Dispose();
    }

    private async Task LookOnAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(_every, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                Look(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The watch was ended while it waited.
        }
    }

    private string? Add_NeedsLock(ImmutableArray<Publication> published)
    {
        foreach (var one in published)
        {
            var figure = Figure.Of(one);
            if (_known.TryGetValue(figure, out var before) && before.Equals(one.Value))
            {
                continue;
            }

            if (_waiting.Count >= MostWaiting)
            {
                return FormattableString.Invariant($"More than {MostWaiting} published figures wait for their time.");
            }

            _known[figure] = one.Value;
            _waiting[figure] = one;
        }

        return null;
    }

    private readonly record struct Figure(PublicationKind Kind, string Point, Instant Start)
    {
        public static Figure Of(Publication one) => new(one.Kind, one.Point, one.Start);
    }
}
