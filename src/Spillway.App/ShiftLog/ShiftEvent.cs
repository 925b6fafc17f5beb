using NodaTime;

namespace Spillway.App.ShiftLog;

/// <summary>An order that came or ended in a shift.</summary>
/// <param name="At">When.</param>
/// <param name="Order">The order's name.</param>
/// <param name="IsEnd">Whether it ended.</param>
/// <param name="Kind">What kind of order; empty for an ending.</param>
/// <param name="Source">Who gave it; empty for an ending.</param>
/// <param name="Mw">Its ceiling, reduction or floor, in MW; null for none.</param>
/// <param name="Reason">Why, in the giver's words.</param>
public sealed record ShiftEvent(Instant At, string Order, bool IsEnd, string Kind, string Source, decimal? Mw, string Reason);
