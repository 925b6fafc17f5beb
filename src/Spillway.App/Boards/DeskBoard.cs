using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Spillway.App.Api;

namespace Spillway.App.Boards;

/// <summary>Hands the desk's passes to whoever watches. The desk's thread only notes that there is a new one; a slow watcher
/// misses frames and never holds anything up.</summary>
public sealed class DeskBoard : IAsyncDisposable
{
    // Four frames a second are as much as a person can follow.
    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(250);

    private readonly DeskView _desk;
    private readonly TimeProvider _wall;
    private readonly Channel<bool> _passed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;
    private ImmutableList<Channel<BoardFrame>> _watchers = [];
    private BoardFrame _frame;
    private Exception? _fault;
    private long _number;

    /// <summary>Begins with the state that the desk starts from.</summary>
    /// <param name="desk">The desk, not yet running.</param>
    /// <param name="wall">The wall clock.</param>
    public DeskBoard(DeskView desk, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(desk);
        (_desk, _wall) = (desk, wall);
        Lookers = new(wall);
        _frame = Frame();
        desk.Watch.Tell((_, _) => _passed.Writer.TryWrite(true));
        _work = Task.Run(WorkAsync);
    }

    /// <summary>The newest frame.</summary>
    public BoardFrame Newest => Volatile.Read(ref _frame);

    /// <summary>The last hours.</summary>
    public DeskTrend Trend { get; } = new();

    /// <summary>The consoles that are open.</summary>
    public Lookers Lookers { get; }

    /// <summary>How many watch.</summary>
    public int Watchers => _watchers.Count;

    /// <summary>The newest frame and every later one that the watcher is quick enough for.</summary>
    /// <param name="cancellation">Ends the watching.</param>
    public async IAsyncEnumerable<BoardFrame> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<BoardFrame>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        channel.Writer.TryWrite(Newest);
        ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Add(one), channel);
        if (Volatile.Read(ref _fault) is { } ended)
        {
            channel.Writer.TryComplete(ended);
        }

        try
        {
            await foreach (var frame in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return frame;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Remove(one), channel);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        foreach (var watcher in _watchers)
        {
            watcher.Writer.TryComplete();
        }

        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await _passed.Reader.ReadAsync(_end.Token).ConfigureAwait(false);
                _number++;
                var frame = Frame();
                Volatile.Write(ref _frame, frame);
                Keep(frame);
                foreach (var watcher in _watchers)
                {
                    watcher.Writer.TryWrite(frame);
                }

                await Task.Delay(_least, _wall, _end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Whoever watches hears of it: a board that ends unheard would leave every page as it is, for ever.
            Volatile.Write(ref _fault, fault);
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete(fault);
            }

            throw;
        }
    }

    // Before the first pass nothing is bounded and nothing wanted: that is no sample.
    private void Keep(BoardFrame frame)
    {
        if (!frame.State.Wanted.IsEmpty)
        {
            Trend.Take(new(frame.State.At, frame.Power, frame.Wanted, frame.State.Bounds.Ceiling, frame.Price, frame.Breakeven));
        }
    }

    private BoardFrame Frame()
    {
        var state = _desk.State();
        var metered = SitePower.Metered(_desk.Plant, state);
        var (price, start, fault) = _desk.Price();
        return new(
            _number, state, metered ?? SitePower.Drawn(_desk.Plant, state), metered is not null, StatusJson.Wanted(_desk, state),
            price, start, fault, TrendSample.BreakevenOf(_desk, state), _wall.GetTimestamp());
    }
}
