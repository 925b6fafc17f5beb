using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>What a site would have drawn in one interval by its baseline.</summary>
/// <param name="Start">The interval's start, local.</param>
/// <param name="Unadjusted">The mean of the days.</param>
/// <param name="Power">The same at the level of the event's own day: what counts.</param>
/// <param name="Lowest">The lowest of the days, adjusted alike.</param>
/// <param name="Highest">The highest of the days, adjusted alike.</param>
public readonly record struct BaselineInterval(
    LocalDateTime Start, Megawatts Unadjusted, Megawatts Power, Megawatts Lowest, Megawatts Highest);
