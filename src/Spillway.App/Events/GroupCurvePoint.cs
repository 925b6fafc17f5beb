using NodaTime;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>How much of an ordered fall comes off within a time.</summary>
/// <param name="Within">The time.</param>
/// <param name="Share">The share, 0 to 1.</param>
/// <param name="Off">What that is of the whole group.</param>
public sealed record GroupCurvePoint(Duration Within, decimal Share, Megawatts Off);
