using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>The highest demand of a month that lies before the meter's readings.</summary>
/// <param name="Month">The local month.</param>
/// <param name="Demand">Its highest demand.</param>
public sealed record MonthlyPeak(YearMonth Month, Megawatts Demand);
