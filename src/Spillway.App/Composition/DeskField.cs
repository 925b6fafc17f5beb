using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Composition;

/// <summary>The field with what the desk itself adds to it: the first frame after a restart says so, and each says when the newest
/// price was published. What is sent is remembered by then: those who watch are told just before.</summary>
/// <param name="inner">The field.</param>
/// <param name="isRestart">Whether the desk found a journal.</param>
/// <param name="newestPrice">The end of the newest priced interval.</param>
/// <param name="watch">Who watches.</param>
internal sealed class DeskField(IField inner, bool isRestart, Func<Instant?> newestPrice, DeskWatch watch) : IField
{
    private bool _isRestart = isRestart;
    private Instant? _told;

    /// <inheritdoc/>
    public async ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
    {
        var frame = await inner.ObserveAsync(until, cancellation).ConfigureAwait(false);
        var price = newestPrice();
        frame = frame with { IsRestart = _isRestart, NewestPriceAt = price != _told ? price : null };
        _told = price;
        _isRestart = false;
        return frame;
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
    {
        watch.Remembered();
        return inner.SendAsync(turn, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => inner.IdleAsync(feedsWatchdogs, cancellation);
}
