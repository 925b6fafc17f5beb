using System.Collections.Immutable;
using Spillway.Engine.Settlements.Baselines;

namespace Spillway.App.Obligations;

/// <summary>A baseline as it was asked for.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Baseline">By days; null for a firm service level.</param>
/// <param name="Intervals">The event's intervals.</param>
/// <param name="Delivery">What was delivered; null where it was not asked.</param>
/// <param name="Loss">What curtailing takes off it; null where it was not asked, or where there are not enough days.</param>
/// <param name="Notes">What a reader must know.</param>
internal sealed record BaselineResult(
    BaselineRequest Request,
    Baseline? Baseline,
    ImmutableArray<MeasuredInterval> Intervals,
    Delivery? Delivery,
    BaselineLoss? Loss,
    ImmutableArray<string> Notes);
