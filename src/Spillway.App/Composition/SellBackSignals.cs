using Spillway.Engine;
using Spillway.Engine.Settlements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;

namespace Spillway.App.Composition;

/// <summary>The signals with what of the power bought ahead is sold back below the market's price in the interval to decide.</summary>
/// <param name="inner">The prices.</param>
/// <param name="site">The site, with its blocks.</param>
public sealed class SellBackSignals(ISignals inner, Site site) : ISignals
{
    /// <inheritdoc/>
    public async ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        var frame = await inner.ReadAsync(ended, next, cancellation).ConfigureAwait(false);
        return next is { } slot ? frame with { SellBack = SellBackTiers.Of(site, slot) } : frame;
    }
}
