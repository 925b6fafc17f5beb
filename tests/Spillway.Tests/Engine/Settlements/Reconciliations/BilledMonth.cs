using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Tests.Engine.Settlements.Reconciliations;

/// <summary>A statement over the days around the end of summer time, and the bill that says the same.</summary>
internal sealed class BilledMonth
{
    public const decimal Loss = 1.021m;

    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly ContractId Index = new("index-1");
    private static readonly ContractId Block = new("block-1");

    public static readonly Instant From = Instant.FromUtc(2026, 10, 30, 5, 0);
    public static readonly Instant To = Instant.FromUtc(2026, 11, 4, 6, 0);
    public static readonly Instant ClockChange = Instant.FromUtc(2026, 11, 1, 7, 0);

    public static BillScope Energy { get; } = new(ChargeKind.EnergyRealTime, Index, LineComponent.Consumption, new(0.01m));

    public static BillScope Purchase { get; } = new(ChargeKind.FixedBlock, Block, LineComponent.Purchase, new(0.01m));

    public static BillScope Value { get; } = new(ChargeKind.FixedBlock, Block, LineComponent.RealTimeValue, new(0.01m));

    public static BillScope Adder { get; } = new(ChargeKind.RetailAdder, Index, LineComponent.Adder, new(0.01m));

    public static BillScope Losses { get; } = new(ChargeKind.RetailAdder, Index, LineComponent.Losses, new(0.01m));

    public static ImmutableArray<BillScope> Scopes { get; } = [Energy, Purchase, Value, Adder, Losses];

    public static Statement Statement { get; } = Ours();

    /// <summary>Every line as the bill prints it: quantity to the kWh, price, amount to the cent.</summary>
    public static List<BillLine> Lines()
    {
        var row = 1;
        return
        [
            .. Statement.Lines.Select(line => new BillLine(
                ++row,
                new(line.Span.Start, line.Span.End),
                ComponentNames.Of(line.Id.Component),
                Scopes.Single(scope => scope.Holds(line)),
                line.Quantity,
                new EnergyPrice(line.Price),
                new(Math.Round(line.Amount.Value, 2, MidpointRounding.AwayFromZero)))),
        ];
    }

    public static Bill BillOf(IEnumerable<BillLine> lines) => new(
        new("bill.csv", new string('0', 64), "csv"), new(From, To), Scopes, [.. lines], ImmutableSortedDictionary<string, (int, Money)>.Empty);

    public static KnownCauses Causes(params (Instant At, decimal Price)[] others) => new(
        others.ToImmutableSortedDictionary(other => other.At, other => ImmutableArray.Create(new EnergyPrice(other.Price))), [Loss], [ClockChange]);

    private static Statement Ours()
    {
        var lines = ImmutableArray.CreateBuilder<StatementLine>();
        var index = 0;
        for (var at = From; at < To; at += Quarter, index++)
        {
            // Different in every quarter hour, so that a shifted hour cannot pass for the right one.
            var energy = 20m + ((index * 37) % 101 * 0.013m);
            var price = 25m + ((index * 53) % 211 * 0.37m) - (index % 29 == 0 ? 40m : 0m);
            lines.Add(Line(at, Energy, energy, price, market: true));
            lines.Add(Line(at, Purchase, 15m, 28m, market: false));
            lines.Add(Line(at, Value, -15m, price, market: true));
            lines.Add(Line(at, Adder, energy, 1.85m, market: false));
            lines.Add(Line(at, Losses, Math.Round(energy * (Loss - 1m), 6), price, market: true));
        }

        return new(
            new("dadu-1"), "USD", new(From, To), lines.ToImmutable(), new(0m), Money.Zero, Money.Zero, index, 0, Money.Zero, [], []);
    }

    private static StatementLine Line(Instant at, BillScope scope, decimal quantity, decimal price, bool market) => new(
        new(at, scope.Charge, scope.Contract, scope.Component!.Value, ""),
        new Slot(at, Quarter),
        quantity,
        LineUnit.MegawattHour,
        price,
        new(quantity * price),
        new(null, new PriceId(market ? "LZ_WEST" : "clause:price", at, market ? 0 : -1), "ercot", LineRounding.Exact, null));
}
