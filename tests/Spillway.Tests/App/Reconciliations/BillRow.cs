namespace Spillway.Tests.App.Reconciliations;

/// <summary>A row of a bill.</summary>
/// <param name="Code">What is charged.</param>
/// <param name="Index">The quarter hour of the day, from 0.</param>
/// <param name="Quantity">MWh.</param>
/// <param name="Price">USD/MWh.</param>
internal sealed record BillRow(string Code, int Index, decimal Quantity, decimal Price)
{
    /// <summary>What the amount is off, USD.</summary>
    public decimal More { get; init; }

    /// <summary>Whether the amount has the wrong sign.</summary>
    public bool IsTurned { get; init; }

    /// <summary>The exact product, as a statement has it.</summary>
    public decimal Amount => Quantity * Price;

    /// <summary>The amount as the bill prints it.</summary>
    public decimal Printed => Math.Round((IsTurned ? -Amount : Amount) + More, 2, MidpointRounding.AwayFromZero);
}
