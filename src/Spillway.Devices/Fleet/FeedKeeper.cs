using System.Collections.Immutable;
using Spillway.Devices.Breakers;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.Devices.Fleet;

/// <summary>Watches one breaker on a kept connection, moves it, and feeds its watchdog for as long as the desk says so.</summary>
/// <param name="index">Its index in the plant.</param>
/// <param name="feed">The feed.</param>
/// <param name="seats">The machines behind it.</param>
/// <param name="news">Where what it says goes.</param>
/// <param name="clock">The clock.</param>
/// <param name="options">How often it is read.</param>
/// <param name="distrusts">Says that one is not trusted; the field's.</param>
internal sealed class FeedKeeper(
    int index, FleetFeed feed, ImmutableArray<MachineSeat> seats, FieldNews news, TimeProvider clock, FleetOptions options, Distrusts distrusts)
    : IDisposable
{
    // What a reading may still take once a command waits behind it: more than a good line needs, less than any deadline.
    private static readonly TimeSpan _readingLeft = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _commanded = new(0);
    private FeedCommand? _waiting;
    private CancellationTokenSource? _closing;
    private Task _givenUp = Task.CompletedTask;
    private FeedNote _told = new(index, FeedPosition.Unknown, false);
    private long _fedUntil;

    /// <inheritdoc/>
    public void Dispose() => _commanded.Dispose();

    /// <summary>Queues a command; one that still waits is overtaken and never sent. To open does not wait for a breaker that is just
    /// being closed.</summary>
    /// <param name="command">The command.</param>
    public void Command(FeedCommand command)
    {
        FeedCommand? overtaken;
        lock (_gate)
        {
            overtaken = _waiting;
            _waiting = command;
            if (command.Action == FeedAction.Open && _closing is { } closing)
            {
                // What waits on it goes on elsewhere: the desk's thread is not kept.
                _givenUp = closing.CancelAsync();
            }
        }

        if (overtaken is { } old)
        {
            news.Outcome(new(old.Id, OutcomeKind.Unreachable));
        }

        _commanded.Release();
    }

    /// <summary>Forgets the waiting command where the desk has given it an outcome.</summary>
    /// <param name="ended">Commands that ended; the waiting one is taken out of it.</param>
    public void Drop(HashSet<CommandId> ended)
    {
        lock (_gate)
        {
            if (_waiting is { } waiting && ended.Remove(waiting.Id))
            {
                _waiting = null;
            }
        }
    }

    /// <summary>Feeds the watchdog for a while longer.</summary>
    /// <param name="until">A time stamp; nobody feeds it afterwards.</param>
    public void FeedUntil(long until) => Interlocked.Exchange(ref _fedUntil, until);

    /// <summary>Works until it is told to end.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>When it has ended.</returns>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (feed.Breaker is not { } breaker)
        {
            while (true)
            {
                await _commanded.WaitAsync(cancellation).ConfigureAwait(false);
                if (Take() is { } command)
                {
                    news.Outcome(new(command.Id, OutcomeKind.Unreachable));
                }
            }
        }

        while (true)
        {
            if (Take() is { } command)
            {
                await TellAsync(breaker, command, cancellation).ConfigureAwait(false);
            }
            else
            {
                if (!await ReadAsync(breaker, cancellation).ConfigureAwait(false))
                {
                    continue;
                }

                if (feed.HasWatchdog && clock.GetTimestamp() < Interlocked.Read(ref _fedUntil))
                {
                    // Where it cannot be fed it opens, and its feedback says so: nothing else would be done about it here.
                    await breaker.FeedAsync(cancellation).ConfigureAwait(false);
                }
            }

            await NextAsync(cancellation).ConfigureAwait(false);
        }
    }

    // A relay that tells its state by itself alone is waited for by the second: a command does not stand behind that.
    private async Task<bool> ReadAsync(IBreaker breaker, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = breaker.ReadAsync(either.Token).AsTask();
        var commanded = _commanded.WaitAsync(either.Token);
        await Task.WhenAny(reading, commanded).ConfigureAwait(false);
        if (commanded.IsCompleted)
        {
            await Task.WhenAny(reading, Task.Delay(_readingLeft, clock, cancellation)).ConfigureAwait(false);
        }

        await either.CancelAsync().ConfigureAwait(false);
        try
        {
            Note(await reading.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Given up for the command.
        }

        // One that came in the last moment took the signal with it, and is not waited for again.
        await commanded.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !commanded.IsCompletedSuccessfully;
    }

    private async Task NextAsync(CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var commanded = _commanded.WaitAsync(timer.Token);
        await Task.WhenAny(commanded, Task.Delay(options.MeterPoll.ToTimeSpan(), clock, timer.Token)).ConfigureAwait(false);
        await timer.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private FeedCommand? Take()
    {
        lock (_gate)
        {
            var command = _waiting;
            _waiting = null;
            return command;
        }
    }

    private async Task TellAsync(IBreaker breaker, FeedCommand command, CancellationToken cancellation)
    {
        if (command.Action == FeedAction.Open)
        {
            Ended(command, await breaker.TellAsync(BreakerAction.Open, cancellation).ConfigureAwait(false));
            return;
        }

        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        lock (_gate)
        {
            _closing = closing;
            _givenUp = _waiting is { Action: FeedAction.Open } ? closing.CancelAsync() : Task.CompletedTask;
        }

        try
        {
            Ended(command, await breaker.TellAsync(BreakerAction.Close, closing.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Whether it moved, its feedback says after it has been opened.
            news.Outcome(new(command.Id, OutcomeKind.Late));
        }
        finally
        {
            lock (_gate)
            {
                _closing = null;
            }

            await _givenUp.ConfigureAwait(false);
        }
    }

    private void Ended(FeedCommand command, DeviceAnswer<BreakerReading> answer)
    {
        Note(answer);
        news.Outcome(new(command.Id, answer.IsAnswered ? OutcomeKind.Done : Kind(answer.Fault.Kind)));
    }

    private void Note(DeviceAnswer<BreakerReading> answer)
    {
        distrusts.Heard(index, answer.Fault);
        var note = answer.IsAnswered
            ? new FeedNote(index, Position(answer.Value.Position), answer.Value.IsInterlocked)
            : _told with { Position = FeedPosition.Unknown };
        if (note == _told)
        {
            return;
        }

        if (answer.IsAnswered)
        {
            CutOff(note.Position is FeedPosition.Open or FeedPosition.Tripped or FeedPosition.Withdrawn);
        }

        _told = note;
        news.Feed(note);
    }

    private void CutOff(bool isCutOff)
    {
        var now = clock.GetTimestamp();
        foreach (var seat in seats)
        {
            if (seat.IsCutOff != isCutOff)
            {
                news.Machine(seat, one => Switched(one, isCutOff, now));
            }
        }
    }

    private static void Switched(MachineSeat seat, bool isCutOff, long now)
    {
        seat.IsCutOff = isCutOff;
        seat.IsBooting = !isCutOff;
        seat.HeardAt = now;
        seat.Failures = 0;
        seat.Sight = new(isCutOff ? MachineCondition.Unpowered : MachineCondition.Starting, 0, null);
    }

    private static FeedPosition Position(BreakerPosition position) => position switch
    {
        BreakerPosition.Open => FeedPosition.Open,
        BreakerPosition.Closed => FeedPosition.Closed,
        BreakerPosition.Tripped => FeedPosition.Tripped,
        BreakerPosition.Withdrawn => FeedPosition.Withdrawn,
        _ => FeedPosition.Unknown,
    };

    private static OutcomeKind Kind(DeviceFaultKind fault) => fault switch
    {
        DeviceFaultKind.Unreachable => OutcomeKind.Unreachable,
        DeviceFaultKind.Refused or DeviceFaultKind.Unauthorised or DeviceFaultKind.Untrusted or DeviceFaultKind.Unsupported => OutcomeKind.Refused,
        _ => OutcomeKind.Late,
    };
}
