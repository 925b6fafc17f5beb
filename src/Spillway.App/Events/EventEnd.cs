using NodaTime;

namespace Spillway.App.Events;

/// <summary>The end of an order.</summary>
/// <param name="At">The instant of the pass in which it ended.</param>
/// <param name="Number">The journal's number of that pass.</param>
/// <param name="By">The order that ended it; null where its time was over.</param>
public sealed record EventEnd(Instant At, long Number, string? By);
