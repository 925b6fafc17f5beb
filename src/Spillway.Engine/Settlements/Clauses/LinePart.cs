using Spillway.Engine.Settlements.Statements;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>What a line is charged for.</summary>
/// <param name="Charge">The charge.</param>
/// <param name="Component">Which part of it.</param>
/// <param name="Item">What it is about, where a contract has several of them; else empty.</param>
internal readonly record struct LinePart(ChargeKind Charge, LineComponent Component, string Item = "");
