using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets.Feeds;

namespace Spillway.App.Composition;

/// <summary>The signals of a replay: it is asked at the start of each interval, so that at any speed the price of the one before is
/// there.</summary>
/// <param name="watch">The prices; nobody else asks the source.</param>
/// <param name="inner">What reads them.</param>
internal sealed class ReplayedSignals(PriceWatch watch, ISignals inner) : ISignals
{
    /// <inheritdoc/>
    public async ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        await watch.AskOnceAsync(cancellation).ConfigureAwait(false);
        return await inner.ReadAsync(ended, next, cancellation).ConfigureAwait(false);
    }
}
