using NodaTime;
using Spillway.Units;

namespace Spillway.App.ShiftLog;

/// <summary>What the site has drawn in a shift, as its pages show it: for the hand-over, not for a bill.</summary>
/// <param name="Energy">The sum over the time that was seen.</param>
/// <param name="Seen">How much of the shift was seen.</param>
public sealed record ShiftEnergy(MegawattHours Energy, Duration Seen)
{
    /// <summary>The longest time between two samples that is counted as seen.</summary>
    public static readonly Duration LongestGap = Duration.FromMinutes(15);

    /// <summary>Nothing seen.</summary>
    public static ShiftEnergy None { get; } = new(MegawattHours.Zero, Duration.Zero);

    /// <summary>With one more stretch between two samples, half way between their powers.</summary>
    /// <param name="from">The earlier sample.</param>
    /// <param name="to">The later sample.</param>
    /// <returns>The longer sum; this one where the clock went back or the gap is too long.</returns>
    public ShiftEnergy Plus((Instant At, Megawatts Power) from, (Instant At, Megawatts Power) to)
    {
        var time = to.At - from.At;
        return time <= Duration.Zero || time > LongestGap ? this
            : new(new(Energy.Value + ((from.Power.Value + to.Power.Value) / 2m * (decimal)time.TotalSeconds / 3600m)), Seen + time);
    }
}
