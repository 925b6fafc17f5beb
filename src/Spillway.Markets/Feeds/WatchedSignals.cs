using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Markets.Feeds;

/// <summary>The running desk's edge of knowledge: the prices a watch has gathered, and the hash price.</summary>
/// <remarks>A dated series ends before today more often than not: the last dated day then stands for those after it.</remarks>
public sealed class WatchedSignals : ISignals
{
    private readonly PriceWatch _watch;
    private readonly HashpriceSeries? _hashprices;

    /// <summary>Puts a watch before the desk.</summary>
    /// <param name="watch">The prices.</param>
    /// <param name="hashprices">The hash price of each day; null where no load needs one.</param>
    public WatchedSignals(PriceWatch watch, HashpriceSeries? hashprices)
    {
        ArgumentNullException.ThrowIfNull(watch);
        _watch = watch;
        _hashprices = hashprices;
    }

    /// <inheritdoc/>
    public ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        var until = next?.Start ?? ended?.End ?? Instant.MinValue;
        var settled = ended is { } past ? _watch.PriceOf(past.Start) : null;
        return new(new SignalFrame(
            _watch.Take(until),
            [],
            settled,
            next is { } slot ? Of(slot.Start.InUtc().Date.PlusDays(-1)) : null,
            ended is { } over ? Of(over.Start.InUtc().Date) : null)
        {
            Paired = _watch.TakePaired(until),
        });
    }

    private Hashprice? Of(LocalDate day) =>
        _hashprices is not { } series ? null
        : series.Last is { } last && day > last ? series.On(last)
        : series.First is { } first && day < first ? series.On(first)
        : series.On(day);
}
