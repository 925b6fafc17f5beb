using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>Turns one contract into lines: one implementation a kind of contract.</summary>
public interface IClause
{
    /// <summary>The contract.</summary>
    ContractId Id { get; }

    /// <summary>Writes the lines the contract owes for the settled intervals of a range; open intervals get none.</summary>
    /// <param name="input">What was metered, priced and awarded.</param>
    /// <param name="lines">Takes the lines; ascending by start within a clause.</param>
    void Settle(SettlementInput input, ICollection<StatementLine> lines);
}
