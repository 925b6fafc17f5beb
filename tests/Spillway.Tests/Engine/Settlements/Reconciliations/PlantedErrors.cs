using NodaTime;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Units;

namespace Spillway.Tests.Engine.Settlements.Reconciliations;

/// <summary>Errors put into a bill, with the class each must be found as.</summary>
/// <param name="lines">The bill's lines; changed in place.</param>
internal sealed class PlantedErrors(List<BillLine> lines)
{
    public List<(VarianceClass, Instant, BillScope)> Expected { get; } = [];

    public int Kinds { get; private set; }

    public void Reprice(BillScope scope, Instant at, decimal price) => Change(
        scope == BilledMonth.Adder ? VarianceClass.Adder : VarianceClass.PriceRevision,
        scope,
        at,
        line => line with { Price = new(price), Amount = Cents(line.Quantity!.Value * price) });

    public void Recount(BillScope scope, Instant at, decimal by) => Change(
        VarianceClass.Volume, scope, at, line => Counted(line, line.Quantity!.Value + by));

    public void Scale(BillScope scope, Instant at, decimal factor) => Change(
        VarianceClass.LossFactor, scope, at, line => Counted(line, line.Quantity!.Value * factor));

    public void Add(BillScope scope, Instant at, decimal amount) => Change(
        amount < 0.015m ? VarianceClass.Rounding : VarianceClass.Unknown,
        scope,
        at,
        line => line with { Amount = new(line.Amount.Value + amount) });

    public void Turn(BillScope scope, Instant at) => Change(
        VarianceClass.Sign, scope, at, line => line with { Amount = -line.Amount });

    public void Drop(BillScope scope, Instant at)
    {
        Kinds++;
        Expected.Add((VarianceClass.MissingInterval, at, scope));
        lines.RemoveAt(Find(scope, at));
    }

    public void Repeat(BillScope scope, Instant at)
    {
        Kinds++;
        Expected.Add((VarianceClass.Duplicate, at, scope));
        lines.Add(lines[Find(scope, at)] with { Row = lines.Count + 2 });
    }

    /// <summary>Puts one quarter hour in the place of another and that one in its place.</summary>
    public void Swap(BillScope scope, Instant first, Instant second)
    {
        Kinds++;
        var (one, other) = (Find(scope, first), Find(scope, second));
        (lines[one], lines[other]) = (lines[other] with { Span = lines[one].Span }, lines[one] with { Span = lines[other].Span });
        Expected.Add((VarianceClass.DaylightSaving, first, scope));
        Expected.Add((VarianceClass.DaylightSaving, second, scope));
    }

    private void Change(VarianceClass found, BillScope scope, Instant at, Func<BillLine, BillLine> change)
    {
        Kinds++;
        Expected.Add((found, at, scope));
        var index = Find(scope, at);
        lines[index] = change(lines[index]);
    }

    private int Find(BillScope scope, Instant at) => lines.FindIndex(line => line.Scope == scope && line.Span.Start == at);

    private static BillLine Counted(BillLine line, decimal quantity) =>
        line with { Quantity = quantity, Amount = Cents(quantity * line.Price!.Value.Value) };

    private static Money Cents(decimal amount) => new(Math.Round(amount, 2, MidpointRounding.AwayFromZero));
}
