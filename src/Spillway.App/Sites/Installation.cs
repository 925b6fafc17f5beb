using System.Collections.Immutable;
using Spillway.Markets.Feeds;

namespace Spillway.App.Sites;

/// <summary>What stands on a site and how a running desk treats it; a backtest needs none of it.</summary>
/// <param name="Loads">How each load is reached, in file order.</param>
/// <param name="Meters">The meters, in file order.</param>
/// <param name="Prices">Where prices come from; null where the file does not say.</param>
/// <param name="Desk">How the desk listens, polls and moves the site.</param>
public sealed record Installation(
    ImmutableArray<LoadInstallation> Loads,
    ImmutableArray<MeterInstallation> Meters,
    PriceSource? Prices,
    DeskSettings Desk)
{
    /// <summary>Where a running desk learns what is published beside prices; nowhere where the file does not say.</summary>
    public ImmutableArray<PublicationPlace> Publications { get; init; } = [];
}
