using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>What a pass tells about swings: what the desk said, and what is true.</summary>
/// <param name="At">The true instant.</param>
/// <param name="MeteredMw">What the meter shows. Unit: MW.</param>
/// <param name="RiseMw">How far what was ordered, and may still be on its way, can move the site upwards. Unit: MW.</param>
/// <param name="FallMw">The same downwards. Unit: MW.</param>
/// <param name="UnaskedMw">What all machines draw that within the alarm's time began or ceased to draw against what they were told.
/// Unit: MW.</param>
/// <param name="IsStanding">Whether the alarm stands after the pass.</param>
/// <param name="Named">The machines that the alarm names where it begins in the pass; default where it does not.</param>
/// <param name="Seen">Those of the machines that moved unasked of which the desk was told, by number.</param>
public sealed record SwingSight(
    Instant At,
    double MeteredMw,
    double RiseMw,
    double FallMw,
    double UnaskedMw,
    bool IsStanding,
    ImmutableArray<int> Named,
    ImmutableArray<int> Seen);
