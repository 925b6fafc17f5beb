using System.Threading.Channels;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>One way out with its own queue and its own worker: where it is blocked, the others and the desk are not.</summary>
internal sealed class DeliveryLane : IAsyncDisposable
{
    /// <summary>The most messages that wait; one more is given up at once.</summary>
    public const int MostWaiting = 200;

    /// <summary>How often a message is tried.</summary>
    public const int Tries = 3;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];

    private readonly INotificationChannel _channel;
    private readonly TimeProvider _wall;
    private readonly Func<NotificationRule, NotificationMessage, DeliveryOutcome, Task> _ended;
    private readonly Channel<(NotificationRule Rule, NotificationMessage Message)> _queue =
        Channel.CreateBounded<(NotificationRule, NotificationMessage)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public DeliveryLane(INotificationChannel channel, TimeProvider wall, Func<NotificationRule, NotificationMessage, DeliveryOutcome, Task> ended)
    {
        (_channel, _wall, _ended) = (channel, wall, ended);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Has a message delivered.</summary>
    /// <returns>False where too many wait.</returns>
    public bool Take(NotificationRule rule, NotificationMessage message) => _queue.Writer.TryWrite((rule, message));

    /// <summary>One try, at once: for the test button.</summary>
    public async Task<DeliveryOutcome> TryAsync(NotificationRule rule, NotificationMessage message, int tries, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_patience, _wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return new(true, tries, await _channel.SendAsync(rule, message, either.Token).ConfigureAwait(false));
        }
        catch (RefusedException refusal)
        {
            return new(false, tries, refusal.What);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new(false, tries, $"nothing was answered within {_patience.TotalSeconds} s");
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
                var outcome = await TryAsync(rule, message, 1, _end.Token).ConfigureAwait(false);
                for (var tries = 2; tries <= Tries && !outcome.IsDelivered; tries++)
                {
                    await Task.Delay(_pauses[tries - 2], _wall, _end.Token).ConfigureAwait(false);
                    outcome = await TryAsync(rule, message, tries, _end.Token).ConfigureAwait(false);
                }

                await _ended(rule, message, outcome).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
    }
}
