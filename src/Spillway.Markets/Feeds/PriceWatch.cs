using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Markets.Feeds;

/// <summary>Keeps asking a price source, so that the desk never waits for one: it takes what has come since it last looked.</summary>
/// <remarks>One thread asks; any thread may take.</remarks>
public sealed class PriceWatch : IAsyncDisposable
{
    private const int MostWaiting = 100_000;

    private readonly IPriceSource _source;
    private readonly ImmutableArray<SettlementPoint> _points;
    private readonly int _own;
    private readonly Duration _interval;
    private readonly TimeProvider _time;
    private readonly TimeSpan _every;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<Instant, EnergyPrice> _known = [];
    private readonly SortedDictionary<Instant, PriceReport> _waiting = [];
    private readonly Dictionary<Instant, PairedPrice> _knownPaired = [];
    private readonly SortedDictionary<Instant, PairedPrice> _waitingPaired = [];
    private Task? _asking;
    private Instant? _newestEnd;
    private string? _fault;

    /// <summary>Makes a watch; nothing is asked before <see cref="Start"/>.</summary>
    /// <param name="source">The source; the watch disposes it.</param>
    /// <param name="history">What is known already: its points are the peers of every report.</param>
    /// <param name="interval">The length of the desk's intervals; a source of another length is refused.</param>
    /// <param name="every">How often to ask.</param>
    /// <param name="time">The clock.</param>
    public PriceWatch(IPriceSource source, PriceHistory history, Duration interval, TimeSpan every, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(time);
        _source = source;
        _points = history.Points;
        _own = history.OwnIndex;
        _interval = interval;
        _every = every;
        _time = time;
        _newestEnd = history.NewestStart + interval;
        for (var index = 0; index < history.Count; index++)
        {
            _known[history.Start(index)] = history.ExactPrice(index);
        }
    }

    /// <summary>What is known already of the other point of the site's pair: it is not told again.</summary>
    public ImmutableArray<PairedPrice> KnownPaired
    {
        init
        {
            foreach (var price in value)
            {
                _knownPaired[price.Start] = price;
            }
        }
    }

    /// <summary>The end of the newest interval whose price is known; null where none is.</summary>
    public Instant? NewestEnd
    {
        get
        {
            lock (_gate)
            {
                return _newestEnd;
            }
        }
    }

    /// <summary>Why the source could not be read the last time; null where it could.</summary>
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

    /// <summary>Begins to ask.</summary>
    public void Start() => _asking ??= AskAsync(_ending.Token);

    /// <summary>Asks once, and returns when what came is ready to be taken.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Completes when the answer is in.</returns>
    public async ValueTask AskOnceAsync(CancellationToken cancellation)
    {
        var answer = await _source.ReadAsync(cancellation).ConfigureAwait(false);
        lock (_gate)
        {
            _fault = answer.Fault ?? Take_NeedsLock(answer);
        }
    }

    /// <summary>Takes what has come since the last call, oldest first: new intervals and corrections.</summary>
    /// <param name="until">Prices of intervals that end later stay where they are.</param>
    /// <returns>The reports.</returns>
    public ImmutableArray<PriceReport> Take(Instant until)
    {
        lock (_gate)
        {
            var ready = _waiting.Values.Where(report => report.Start + _interval <= until).ToImmutableArray();
            foreach (var report in ready)
            {
                _waiting.Remove(report.Start);
            }

            return ready;
        }
    }

    /// <summary>Takes what has come of the other point of the site's pair since the last call, oldest first: new intervals and corrections.</summary>
    /// <param name="until">Prices of intervals that end later stay where they are.</param>
    /// <returns>The prices.</returns>
    public ImmutableArray<PairedPrice> TakePaired(Instant until)
    {
        lock (_gate)
        {
            var ready = _waitingPaired.Values.Where(price => price.Start + _interval <= until).ToImmutableArray();
            foreach (var price in ready)
            {
                _waitingPaired.Remove(price.Start);
            }

            return ready;
        }
    }

    /// <summary>The price of an interval, where it is known by now.</summary>
    /// <param name="start">The interval's start.</param>
    /// <returns>The price; null where it is not known.</returns>
    public EnergyPrice? PriceOf(Instant start)
    {
        lock (_gate)
        {
            return _known.TryGetValue(start, out var price) ? price : null;
        }
    }

    /// <summary>The prices of a time, as far as they are known by now.</summary>
    /// <param name="from">The first start that is wanted.</param>
    /// <param name="to">The first start that is not wanted any more.</param>
    /// <returns>Start and price, in order.</returns>
    public ImmutableArray<(Instant Start, EnergyPrice Price)> Between(Instant from, Instant to)
    {
        lock (_gate)
        {
            return [.. _known.Where(one => one.Key >= from && one.Key < to).OrderBy(static one => one.Key).Select(static one => (one.Key, one.Value))];
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        if (_asking is { } asking)
        {
            await asking.ConfigureAwait(false);
        }

        _source.Dispose();
        _ending.Dispose();
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(_every, _time);
        try
        {
            do
            {
                await AskOnAsync(cancellation).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The watch was ended while it waited.
        }
    }

    private async Task AskOnAsync(CancellationToken cancellation)
    {
        try
        {
            await AskOnceAsync(cancellation).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever one answer does, the source is asked again; what went wrong is said and the price grows stale.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _fault = $"{_source.Name}: {fault.GetType().Name}: {fault.Message}";
            }
        }
    }

    private string? Take_NeedsLock(FeedAnswer answer)
    {
        if (answer.Series is not { } series)
        {
            return null;
        }

        if (series.Interval != _interval)
        {
            return FormattableString.Invariant(
                $"{_source.Name} has intervals of {series.Interval.TotalMinutes} min where the desk's are {_interval.TotalMinutes} min.");
        }

        var places = _points.Select(point => series.Points.IndexOf(point)).ToArray();
        foreach (var price in answer.Prices)
        {
            if (_known.TryGetValue(price.Start, out var before) && before == price.Price)
            {
                continue;
            }

            if (_waiting.Count >= MostWaiting)
            {
                return FormattableString.Invariant($"{_source.Name} gave more than {MostWaiting} prices that nobody took.");
            }

            _known[price.Start] = price.Price;
            _waiting[price.Start] = new(price.Start, price.Price, Peers(price, places));
            var end = price.Start + _interval;
            _newestEnd = _newestEnd is { } newest && newest > end ? newest : end;
        }

        return TakePaired_NeedsLock(answer.Paired);
    }

    private string? TakePaired_NeedsLock(ImmutableArray<PairedPrice> prices)
    {
        foreach (var price in prices.Where(price => !_knownPaired.TryGetValue(price.Start, out var before) || before != price))
        {
            if (_waitingPaired.Count >= MostWaiting)
            {
                return FormattableString.Invariant($"{_source.Name} gave more than {MostWaiting} prices that nobody took.");
            }

            _knownPaired[price.Start] = price;
            _waitingPaired[price.Start] = price;
        }

        return null;
    }

    private ImmutableArray<double> Peers(PricedInterval price, int[] places)
    {
        var peers = ImmutableArray.CreateBuilder<double>(places.Length);
        for (var index = 0; index < places.Length; index++)
        {
            peers.Add(index == _own ? (double)price.Price.Value : places[index] < 0 ? double.NaN : price.Peers[places[index]]);
        }

        return peers.MoveToImmutable();
    }
}
