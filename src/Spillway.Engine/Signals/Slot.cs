using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>One interval that the desk decides: start inclusive, end exclusive.</summary>
/// <param name="Start">When it begins, UTC.</param>
/// <param name="Length">How long it lasts; above zero.</param>
public readonly record struct Slot(Instant Start, Duration Length)
{
    /// <summary>When it ends, exclusive.</summary>
    public Instant End => Start + Length;

    /// <summary>Its length in minutes.</summary>
    public Minutes Minutes { get; } = new(Length.BclCompatibleTicks / (decimal)NodaConstants.TicksPerMinute);
}
