using Spillway.Engine.Settlements.Statements;

namespace Spillway.Tests.Engine.Settlements.Clauses;

/// <summary>Adds lines up.</summary>
internal static class Sums
{
    public static decimal Of(this IEnumerable<StatementLine> lines, ChargeKind charge) =>
        lines.Where(line => line.Id.Charge == charge).Sum(line => line.Amount.Value);

    public static decimal Of(this IEnumerable<StatementLine> lines, LineComponent component) =>
        lines.Where(line => line.Id.Component == component).Sum(line => line.Amount.Value);
}
