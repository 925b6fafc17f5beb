using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>A block or a trade that is in force in open intervals in which nobody said how much it holds.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Intervals">How many open intervals; above zero.</param>
/// <param name="First">When the first of them begins.</param>
public sealed record UnknownHolding(ContractId Contract, int Intervals, Instant First);
