using NodaTime;
using Spillway.Engine.Settlements.Baselines;

namespace Spillway.App.Obligations;

/// <summary>What curtailing for a while takes off a programme's baseline.</summary>
/// <param name="Curtailed">The time that is curtailed.</param>
/// <param name="Event">The next event that would be paid less; null where none would.</param>
/// <param name="Loss">By how much less; zero where curtailing costs nothing, null where that is not known.</param>
/// <param name="Gap">Why it is not known.</param>
/// <param name="Days">How many of the days that the baseline wants are there; where all are, all.</param>
public sealed record BaselineCost(Interval Curtailed, Interval? Event, BaselineLoss? Loss, CostGap Gap, int Days)
{
    /// <summary>Whether a person has to be told: it costs something, or nobody knows.</summary>
    public bool IsToBeSaid => Loss is not { } loss || decimal.Round(loss.Amount.Value, 2, MidpointRounding.AwayFromZero) != 0m;
}
