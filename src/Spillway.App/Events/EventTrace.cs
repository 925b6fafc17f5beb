using System.Collections.Immutable;
using Spillway.App.Obligations;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Events;

/// <summary>Everything that a journal holds about one event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Site">The site as it was.</param>
/// <param name="Plant">Its machines and feeds.</param>
/// <param name="Desk">The site and its policy.</param>
/// <param name="IsPaper">Whether nothing was commanded in truth.</param>
/// <param name="Steps">The intervals from a day before the event on, ascending.</param>
/// <param name="Curve">The power from a day before on.</param>
/// <param name="Commands">What was told because of it.</param>
/// <param name="LastNumber">The last record that was read.</param>
public sealed record EventTrace(
    JournalEvent Event,
    SiteDefinition Site,
    Plant Plant,
    Desk Desk,
    bool IsPaper,
    ImmutableArray<EventStep> Steps,
    PowerCurve Curve,
    ImmutableArray<EventCommand> Commands,
    long LastNumber)
{
    /// <summary>By which figures the site's market judges a delivery.</summary>
    public DeliveryRules Rules { get; init; } = DeliveryRules.Usual;
}
