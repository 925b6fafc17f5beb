using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>A group's modes as a ladder of rising power and falling worth: the concave hull of its modes.</summary>
/// <remarks>A mode below the hull is on no step: at any price another mode is worth at least as much.</remarks>
public static class ModeLadder
{
    /// <summary>The steps from off upwards.</summary>
    /// <param name="group">The group.</param>
    /// <param name="hashprice">The hash price; null where the group has a value of its own.</param>
    /// <returns>Steps of falling worth; at least one, where any mode draws more than off.</returns>
    public static ImmutableArray<LadderStep> Of(LoadGroup group, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(group);
        var steps = ImmutableArray.CreateBuilder<LadderStep>(group.Modes.Length - 1);
        var at = LoadGroup.OffIndex;
        while (Next(group, at, hashprice) is { } step)
        {
            steps.Add(step);
            at = step.ToModeIndex;
        }

        return steps.DrainToImmutable();
    }

    private static LadderStep? Next(LoadGroup group, int from, Hashprice? hashprice)
    {
        LadderStep? best = null;
        for (var mode = 0; mode < group.Modes.Length; mode++)
        {
            var rise = group.PowerPerMachine(mode) - group.PowerPerMachine(from);
            if (rise <= Megawatts.Zero)
            {
                continue;
            }

            var gain = group.DailyRevenuePerMachine(mode, hashprice) - group.DailyRevenuePerMachine(from, hashprice);
            var worth = new EnergyPrice(gain / (24m * rise.Value));
            if (best is not { } known || worth > known.Worth || (worth == known.Worth && rise > known.Rise))
            {
                best = new(from, mode, rise, worth);
            }
        }

        return best;
    }
}
