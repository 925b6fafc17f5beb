using NodaTime;

namespace Spillway.App.Events;

/// <summary>What somebody wants of a drill that is planned.</summary>
/// <param name="At">When somebody is to begin it.</param>
/// <param name="ByMw">How much comes off. Unit: MW.</param>
/// <param name="WithinSeconds">The time to do it in. Unit: s.</param>
/// <param name="ForSeconds">After how long it ends by itself. Unit: s.</param>
/// <param name="Note">What people should know of it; empty for nothing.</param>
public sealed record DrillWish(Instant At, decimal ByMw, decimal WithinSeconds, decimal ForSeconds, string Note);
