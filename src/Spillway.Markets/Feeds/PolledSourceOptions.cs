using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.Markets.Feeds;

/// <summary>What a polled source is asked and how its answer is read.</summary>
/// <param name="Address">The one address that is asked.</param>
/// <param name="Market">The site's market, such as <c>ercot</c>.</param>
/// <param name="Point">The site's settlement point.</param>
/// <param name="Mapping">Where the answer keeps what; null where it has a form that market files have too.</param>
/// <param name="Header">A header that opens the source, from a file or the environment; null where none is needed.</param>
/// <param name="Timeout">The longest wait for a whole answer; default in the site file 20 s.</param>
public sealed record PolledSourceOptions(
    Uri Address, string Market, SettlementPoint Point, FeedMapping? Mapping, SourceHeader? Header, TimeSpan Timeout)
{
    /// <summary>The two prices of the site's zone in the market; null where only the site's own price is wanted.</summary>
    public ZonePair? Pair { get; init; }

    /// <summary>How a connection is made: decides, when a name has been looked up, whether what it leads to may be reached, and throws a
    /// <see cref="Engine.RefusedException"/> where it may not.</summary>
    public required Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> Connect { get; init; }
}
