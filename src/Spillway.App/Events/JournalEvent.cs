using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Events;

/// <summary>An order that took power off, as a journal tells it.</summary>
/// <param name="Order">The order.</param>
/// <param name="Answer">The desk's answer.</param>
/// <param name="At">The instant of the control pass that took it.</param>
/// <param name="Number">The journal's number of that pass.</param>
/// <param name="RunStart">The number of the record with which that desk began; null where the journal no longer holds it.</param>
/// <param name="Checkpoint">The number of the last checkpoint before; null where there is none.</param>
public sealed record JournalEvent(Order Order, OrderAnswer Answer, Instant At, long Number, long? RunStart, long? Checkpoint)
{
    /// <summary>When and by what it ended; null while it holds.</summary>
    public EventEnd? End { get; init; }
}
