namespace Spillway.Markets.Feeds;

/// <summary>Where a running desk gets its prices from. One call at a time.</summary>
public interface IPriceSource : IDisposable
{
    /// <summary>What messages call it: a path or an address, never a secret.</summary>
    string Name { get; }

    /// <summary>Asks the source.</summary>
    /// <param name="cancellation">Ends the wait; the source's own time limit holds besides.</param>
    /// <returns>What it said; trouble is a <see cref="FeedAnswer.Fault"/> and never thrown.</returns>
    ValueTask<FeedAnswer> ReadAsync(CancellationToken cancellation);
}
