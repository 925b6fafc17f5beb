using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What a dial gave of a summer.</summary>
/// <param name="Summer">The summer.</param>
/// <param name="Dial">Hours it was set to.</param>
/// <param name="Curtailed">One entry an estimate: whether it was curtailed.</param>
/// <param name="Thresholds">One entry an estimate: from which chance on it would have been.</param>
/// <param name="Quarters">Quarter hours curtailed.</param>
public sealed record CurtailedSummer(
    PeakSummer Summer, decimal Dial, ImmutableArray<bool> Curtailed, ImmutableArray<double> Thresholds, int Quarters)
{
    /// <summary>Hours curtailed.</summary>
    public decimal Hours => Quarters / 4m;

    /// <summary>Whether an interval was curtailed.</summary>
    /// <param name="start">Its start.</param>
    public bool Covers(Instant start) => Summer.IndexOf(start) is >= 0 and var index && Curtailed[index];

    /// <summary>How many of the peaks the estimate itself expects to have missed: for each month the share of its chances
    /// that was not curtailed.</summary>
    /// <returns>From 0 to the number of months.</returns>
    public double ExpectedMisses()
    {
        var sum = 0.0;
        foreach (var month in Summer.Months)
        {
            var (all, missed) = (0.0, 0.0);
            for (var index = 0; index < Curtailed.Length; index++)
            {
                if (Summer.Estimates[index].Start.InZone(Summer.Zone).Month == month)
                {
                    all += Summer.Estimates[index].Probability;
                    missed += Curtailed[index] ? 0.0 : Summer.Estimates[index].Probability;
                }
            }

            sum += all > 0.0 ? missed / all : 1.0;
        }

        return sum;
    }
}
