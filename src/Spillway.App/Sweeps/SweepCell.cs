using System.Collections.Immutable;
using Spillway.App.Backtests;

namespace Spillway.App.Sweeps;

/// <summary>One point of a sweep's grid and what came of it.</summary>
/// <param name="Values">One value an axis, in the axes' order.</param>
/// <param name="Policies">The compared policies, without their steps.</param>
public sealed record SweepCell(ImmutableArray<string> Values, ImmutableArray<ComparedPolicy> Policies);
