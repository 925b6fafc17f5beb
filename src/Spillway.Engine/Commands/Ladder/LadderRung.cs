using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Commands.Ladder;

/// <summary>One way to take power off one group.</summary>
/// <param name="Group">The group's index.</param>
/// <param name="Feed">The feed's index; null where machines are told to sleep.</param>
/// <param name="Power">What it takes off when all of it follows.</param>
/// <param name="Within">How long that takes, as learnt or else as declared.</param>
/// <param name="Worth">What a MWh of it earns, in the site's currency.</param>
/// <param name="WearPerMegawatt">What taking a MW of it off and starting it again wears, in the site's currency.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
public sealed record LadderRung(int Group, int? Feed, Megawatts Power, Duration Within, EnergyPrice Worth, decimal WearPerMegawatt, Ratio Confidence)
{
    /// <summary>The rung less what of its group is off already by a lower mode.</summary>
    /// <param name="lowered">The rungs of groups that go over to a lower mode.</param>
    /// <returns>A rung with the power that is left, zero or more.</returns>
    public LadderRung Less(ImmutableArray<LadderRung> lowered)
    {
        var power = Power;
        foreach (var one in lowered)
        {
            power = one.Group != Group ? power : one.Power < power ? power - one.Power : Megawatts.Zero;
        }

        return power == Power ? this : this with { Power = power };
    }
}
