using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>One coincident peak of the year before the charge, and what the site drew in it.</summary>
/// <param name="Month">The local month whose peak it is.</param>
/// <param name="Start">When the peak's interval began; null where it is not known.</param>
/// <param name="Length">How long the interval is.</param>
/// <param name="Demand">What the site drew, where the contract states it; null where the meter says it.</param>
public sealed record CoincidentPeak(YearMonth Month, Instant? Start, Duration Length, Megawatts? Demand);
