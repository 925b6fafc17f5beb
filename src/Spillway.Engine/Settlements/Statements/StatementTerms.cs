using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>Whose statement it is and what was agreed.</summary>
/// <param name="Site">The site.</param>
/// <param name="Currency">Of all amounts: three letters.</param>
/// <param name="Clauses">The contracts in file order.</param>
/// <param name="EnergyContract">The contract that passes metered energy through at an interval; null where none does.</param>
/// <param name="Production">What the metered energy is worth.</param>
public sealed record StatementTerms(
    SiteId Site,
    string Currency,
    ImmutableArray<IClause> Clauses,
    Func<MeteredInterval, ContractId?> EnergyContract,
    ProductionTerms Production);
