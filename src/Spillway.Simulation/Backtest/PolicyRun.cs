using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Settlements;

namespace Spillway.Simulation.Backtest;

/// <summary>What one policy did with a range, and what it earned.</summary>
/// <param name="Policy">The policy's full text.</param>
/// <param name="Totals">The exact sums.</param>
/// <param name="DecisionHash">SHA-256 over the decisions.</param>
/// <param name="Steps">Every step, the last of which only settles.</param>
/// <param name="Elapsed">How long the run took; outside every hash.</param>
public sealed record PolicyRun(
    string Policy, Totals Totals, string DecisionHash, ImmutableArray<StepRecord> Steps, TimeSpan Elapsed);
