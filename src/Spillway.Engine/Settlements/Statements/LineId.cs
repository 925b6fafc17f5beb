using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The name of one line: the same line has the same name in every run and every version.</summary>
/// <param name="Start">When its interval or period begins, UTC.</param>
/// <param name="Charge">What it is charged for.</param>
/// <param name="Contract">The clause; null for metered energy that no clause prices.</param>
/// <param name="Component">Which part of the charge.</param>
/// <param name="Item">What it is about where a clause has several lines of one component in an interval: a product, a
/// customer, a sub-meter. Empty where there is one.</param>
public readonly record struct LineId(
    Instant Start, ChargeKind Charge, ContractId? Contract, LineComponent Component, string Item)
{
    /// <summary>The name as people write it: <c>2026-07-01T20:00:00Z/fixed-block/block-1/purchase</c>, with <c>/item</c>
    /// behind it where there is one and <c>-</c> where there is no contract.</summary>
    public override string ToString()
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{InstantPattern.General.Format(Start)}/{ChargeNames.Of(Charge)}/{Contract?.Text ?? "-"}/{ComponentNames.Of(Component)}");
        return Item.Length == 0 ? name : $"{name}/{Item}";
    }
}
