using System.Collections.Immutable;
using Spillway.App.Backtests;
using Spillway.Markets.Files;

namespace Spillway.App.Reports;

/// <summary>Everything a report of a backtest shows.</summary>
/// <param name="Comparison">The compared policies, with their steps.</param>
/// <param name="Findings">What was accepted of the files and should be known.</param>
public sealed record BacktestReport(Comparison Comparison, ImmutableArray<Finding> Findings)
{
    /// <summary>What a reader must know before anything else, such as that the prices are synthetic; shown on top.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>How good the judged policy's forecasts were, by month; empty where it does not forecast.</summary>
    public ImmutableArray<ReportTable> ForecastScores { get; init; } = [];
}
