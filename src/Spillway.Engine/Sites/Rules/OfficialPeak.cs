using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>An interval that the grid operator has declared to be a month's peak.</summary>
/// <param name="Year">The year, in market time.</param>
/// <param name="Month">The month, 1 to 12, in market time.</param>
/// <param name="Start">When the interval starts; the market's file labels it by its end.</param>
/// <param name="SystemLoad">The system's demand in it.</param>
public sealed record OfficialPeak(int Year, int Month, Instant Start, Megawatts SystemLoad);
