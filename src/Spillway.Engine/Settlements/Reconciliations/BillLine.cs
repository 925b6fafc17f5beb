using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>One line of a bill, its code already understood.</summary>
/// <param name="Row">The row of the file, counted from 1.</param>
/// <param name="Span">What it is for: start inclusive, end exclusive, UTC.</param>
/// <param name="Code">The bill's own name of the charge.</param>
/// <param name="Scope">Which of our lines it stands for.</param>
/// <param name="Quantity">How much; null where the bill does not say.</param>
/// <param name="Price">At which price; null where the bill does not say.</param>
/// <param name="Amount">What is owed: positive = the site pays, whatever sign the file has.</param>
public sealed record BillLine(
    int Row, Interval Span, string Code, BillScope Scope, decimal? Quantity, EnergyPrice? Price, Money Amount);
