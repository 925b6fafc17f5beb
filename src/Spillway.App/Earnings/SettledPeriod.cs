using Spillway.App.Statements;
using Spillway.App.Statements.Papers;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Earnings;

/// <summary>A period, settled and explained.</summary>
/// <param name="Period">Which days.</param>
/// <param name="Loaded">What it was made from.</param>
/// <param name="Range">The statement with its bridges.</param>
public sealed record SettledPeriod(MoneyPeriod Period, LoadedSettlement Loaded, SettledRange Range)
{
    /// <summary>The statement.</summary>
    public Statement Statement => Range.Statement;
}
