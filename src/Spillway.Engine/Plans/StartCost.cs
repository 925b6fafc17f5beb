using NodaTime;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Plans;

/// <summary>What a step up a group's ladder costs once, in the measure the advantage is learned in.</summary>
public static class StartCost
{
    /// <summary>What a start loses, as a share of what one interval of running earns: lost production and wear.</summary>
    /// <param name="group">The group.</param>
    /// <param name="step">The ladder's first step.</param>
    /// <param name="interval">The length of an interval.</param>
    /// <returns>0 where a start is free; 2/3 for ten minutes lost of fifteen.</returns>
    public static double Of(LoadGroup group, LadderStep step, Duration interval)
    {
        ArgumentNullException.ThrowIfNull(group);
        var earned = (double)(step.Worth.Value * step.Rise.Value) * interval.TotalHours;
        var wear = group.WearPerStart.Value == 0m || earned <= 0.0 ? 0.0 : (double)group.WearPerStart.Value / earned;
        return ((double)group.RestartTime.Value / interval.TotalMinutes) + wear;
    }
}
