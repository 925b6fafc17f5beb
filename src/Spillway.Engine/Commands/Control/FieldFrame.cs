using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;

namespace Spillway.Engine.Commands.Control;

/// <summary>Everything that became known since the last control pass, frozen for one pass; only what changed.</summary>
/// <param name="At">The instant of the pass. A clock that steps back shows here.</param>
/// <param name="Meter">The newest sample of the site meter; null where none has come since the last pass.</param>
/// <param name="Machines">What changed about machines, in the order it was seen.</param>
/// <param name="Feeds">What changed about feeds.</param>
/// <param name="Outcomes">Commands that ended.</param>
/// <param name="Orders">Orders that came in, oldest first.</param>
/// <param name="NewestPriceAt">When the newest price was published; null where none has come since the last pass.</param>
/// <param name="Decision">What was decided for the interval that begins; null in all its later passes. Put in by the loop.</param>
/// <param name="IsRestart">Whether this is the first pass after the desk was started on a journal that it found.</param>
public sealed record FieldFrame(
    Instant At,
    MeterSample? Meter,
    ImmutableArray<MachineNote> Machines,
    ImmutableArray<FeedNote> Feeds,
    ImmutableArray<CommandOutcome> Outcomes,
    ImmutableArray<Order> Orders,
    Instant? NewestPriceAt,
    Decision? Decision,
    bool IsRestart)
{
    /// <summary>A pass at which nothing new is known.</summary>
    /// <param name="at">Its instant.</param>
    /// <returns>The empty frame.</returns>
    public static FieldFrame Empty(Instant at) => new(at, null, [], [], [], [], null, null, false);
}
