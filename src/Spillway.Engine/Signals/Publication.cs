using NodaTime;

namespace Spillway.Engine.Signals;

/// <summary>A figure the market published beside the real-time price.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Point">The settlement point or area it is for, as its source names it.</param>
/// <param name="Start">The start of the time it is about.</param>
/// <param name="Length">How long that time is.</param>
/// <param name="KnownAt">When a desk could first have known it.</param>
/// <param name="Value">The figure, in the unit <paramref name="Kind"/> names. Estimates are made from it, money never.</param>
public sealed record Publication(
    PublicationKind Kind, string Point, Instant Start, Duration Length, Instant KnownAt, double Value);
