using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Composition;

/// <summary>The signals with what contracts hold of the site in the interval to decide.</summary>
/// <param name="inner">The prices.</param>
/// <param name="refreshed">Reads what is held anew where it has changed, and returns it.</param>
public sealed class HeldSignals(ISignals inner, Func<HeldBook> refreshed) : ISignals
{
    /// <inheritdoc/>
    public async ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        var frame = await inner.ReadAsync(ended, next, cancellation).ConfigureAwait(false);
        return next is { } slot ? frame with { Held = refreshed().Binding(slot.Start, slot.End) } : frame;
    }
}
