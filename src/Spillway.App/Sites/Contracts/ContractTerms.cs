using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>What every contract has.</summary>
/// <param name="Id">Its name.</param>
/// <param name="From">The first local day in force; null without one.</param>
/// <param name="To">The local day after the last; null without one.</param>
/// <param name="Term">The same, as instants.</param>
/// <param name="Rounding">How its lines are rounded.</param>
internal sealed record ContractTerms(ContractId Id, LocalDate? From, LocalDate? To, ContractTerm Term, ContractRounding Rounding);
