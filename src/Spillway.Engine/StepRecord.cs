using System.Collections.Immutable;
using Spillway.Engine.Commands;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Settlements;

namespace Spillway.Engine;

/// <summary>Everything one step brought about, in the order of the journal.</summary>
/// <param name="Settled">The interval that was settled; null where none had ended or its price is not yet known.</param>
/// <param name="Decision">What was decided for the coming interval; null at the end of the range.</param>
/// <param name="Forecast">What the policy expected; empty where it does not forecast.</param>
public sealed record StepRecord(
    IntervalSettlement? Settled, Decision? Decision, ImmutableArray<PriceBand> Forecast);
