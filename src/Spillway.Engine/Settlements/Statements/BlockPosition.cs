using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What a take-or-pay position owes in one interval, whether the machines run or not.</summary>
/// <param name="Energy">Bought ahead for the interval.</param>
/// <param name="Price">What was agreed.</param>
public readonly record struct BlockPosition(MegawattHours Energy, EnergyPrice Price)
{
    /// <summary>What has to be paid for it: positive = the site pays.</summary>
    public Money Owed => new(Energy.Value * Price.Value);
}
