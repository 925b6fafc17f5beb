using System.Threading.Channels;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>The way out of one rule, with its own queue and its own worker: where it is blocked, other rules and the desk are not.</summary>
internal sealed class DeliveryLane : IAsyncDisposable
{
    /// <summary>The most messages that wait; one more is given up at once.</summary>
    public const int MostWaiting = 200;

    /// <summary>How often a message is tried.</summary>
    public const int Tries = 3;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];

    private readonly Func<ChannelKind, INotificationChannel> _channels;
    private readonly TimeProvider _wall;
    private readonly Func<NotificationRule, NotificationMessage, DeliveryOutcome, Task> _ended;
    private readonly Channel<(NotificationRule Rule, NotificationMessage Message)> _queue =
        Channel.CreateBounded<(NotificationRule, NotificationMessage)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public DeliveryLane(Func<ChannelKind, INotificationChannel> channels, TimeProvider wall, Func<NotificationRule, NotificationMessage, DeliveryOutcome, Task> ended)
    {
        (_channels, _wall, _ended) = (channels, wall, ended);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Has a message delivered.</summary>
    /// <returns>False where too many wait.</returns>
    public bool Take(NotificationRule rule, NotificationMessage message) => _queue.Writer.TryWrite((rule, message));

    /// <summary>One try, at once.</summary>
    /// <param name="channel">How it goes out.</param>
    /// <param name="wall">The wall clock, for how long somebody waits.</param>
    /// <param name="sent">By which rule, what, and which try it is.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<DeliveryOutcome> TryAsync(
        INotificationChannel channel, TimeProvider wall, (NotificationRule Rule, NotificationMessage Message, int Tries) sent, CancellationToken cancellation)
    {
        var (rule, message, tries) = sent;
        using var limit = new CancellationTokenSource(_patience, wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return new(true, tries, await channel.SendAsync(rule, message, either.Token).ConfigureAwait(false));
        }
        catch (RefusedException refusal)
        {
            return new(false, tries, refusal.What);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new(false, tries, $"nothing was answered within {_patience.TotalSeconds} s");
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // Whatever a library of mail or web throws is one message that did not arrive, and is counted and told as one: a lane that
            // ended by it would be silent for good.
            return new(false, tries, $"{fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (rule, message) in _queue.Reader.ReadAllAsync(_end.Token).ConfigureAwait(false))
            {
                var outcome = await TryAsync(1).ConfigureAwait(false);
                for (var tries = 2; tries <= Tries && !outcome.IsDelivered; tries++)
                {
                    await Task.Delay(_pauses[tries - 2], _wall, _end.Token).ConfigureAwait(false);
                    outcome = await TryAsync(tries).ConfigureAwait(false);
                }

                await _ended(rule, message, outcome).ConfigureAwait(false);

                Task<DeliveryOutcome> TryAsync(int tries) => DeliveryLane.TryAsync(_channels(rule.Channel), _wall, (rule, message, tries), _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
    }
}
