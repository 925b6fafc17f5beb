using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets.Feeds;

namespace Spillway.App.Composition;

/// <summary>The signals with what was published beside prices by the start of the interval to decide.</summary>
/// <param name="inner">The prices.</param>
/// <param name="watch">What is followed.</param>
/// <param name="say">Told, for people, when a place cannot be read and when it can again.</param>
public sealed class PublishedSignals(ISignals inner, PublicationWatch watch, Action<string> say) : ISignals
{
    private string? _fault;

    /// <inheritdoc/>
    public async ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        var frame = await inner.ReadAsync(ended, next, cancellation).ConfigureAwait(false);
        if (watch.Fault is var fault && fault != _fault)
        {
            say(fault is null ? "over publications are read again." : $"ALARM publications are not read, what was known before stands: {fault}");
            _fault = fault;
        }

        return next is { } slot ? frame with { Publications = watch.Take(slot.Start) } : frame;
    }
}
