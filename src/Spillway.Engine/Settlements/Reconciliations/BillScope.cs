using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>Which of our lines one code of a bill stands for.</summary>
/// <param name="Charge">The charge.</param>
/// <param name="Contract">The clause; null where the code stands for all clauses of the charge.</param>
/// <param name="Component">The component; null where the code stands for all of them together.</param>
/// <param name="Tolerance">The difference of one line that is not worth a question; from zero.</param>
public sealed record BillScope(ChargeKind Charge, ContractId? Contract, LineComponent? Component, Money Tolerance)
{
    /// <summary>Whether a line of ours belongs to it.</summary>
    /// <param name="line">The line.</param>
    /// <returns>True where charge, clause and component agree as far as they are named.</returns>
    public bool Holds(StatementLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Id.Charge == Charge
            && (Contract is null || line.Id.Contract == Contract)
            && (Component is null || line.Id.Component == Component);
    }
}
