using System.Collections.Immutable;
using Spillway.Markets.Files;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Backtests;

/// <summary>A backtest's input as read, and what a person should know of it.</summary>
/// <param name="Input">What every policy is run on.</param>
/// <param name="Findings">Holes, disagreements and stand-ins that were accepted.</param>
public sealed record LoadedBacktest(BacktestInput Input, ImmutableArray<Finding> Findings)
{
    /// <summary>The price and signal files it was read from.</summary>
    public ImmutableArray<InputFile> Files { get; init; } = [];
}
