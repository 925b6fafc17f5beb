using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Learns what the meter says beyond the data sheets, so that a ceiling holds at the meter and not on paper.</summary>
internal static class MeterGap
{
    /// <summary>The state with what a new sample teaches; nothing is learnt while machines are on their way.</summary>
    public static ControlState Learnt(Plant plant, ControlState observed, MeterSample? sample)
    {
        if (sample is not { } meter || !observed.IsSettled)
        {
            return observed;
        }

        var nominal = Megawatts.Zero;
        for (var group = 0; group < plant.Groups.Length; group++)
        {
            nominal += observed.Draws[group].Nominal(plant.Groups[group]);
        }

        var gap = meter.Power - nominal;
        gap = gap < Megawatts.Zero ? Megawatts.Zero : gap;
        var isAbove = meter.Power > observed.Bounds.Ceiling && gap > observed.Unexplained;
        var tolerated = nominal * plant.Rules.MeterTolerance.Value;
        var isFar = gap > observed.Unexplained + tolerated || gap + tolerated < observed.Unexplained;
        return isAbove || isFar ? observed with { Unexplained = gap } : observed;
    }
}
