using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>All lines of one charge under one contract, summed.</summary>
/// <param name="Charge">The charge.</param>
/// <param name="Contract">The contract; null for metered energy that no clause prices.</param>
/// <param name="Amount">Exact sum: positive = the site pays.</param>
/// <param name="Energy">Metered or bought energy it is for; null for a charge that is not for energy.</param>
/// <param name="Lines">How many lines it has.</param>
public sealed record ChargeTotal(ChargeKind Charge, ContractId? Contract, Money Amount, MegawattHours? Energy, int Lines)
{
    /// <summary>Sums a statement's lines by charge and contract.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>In the order of their first lines.</returns>
    public static ImmutableArray<ChargeTotal> Of(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var places = new Dictionary<(ChargeKind, ContractId?), int>();
        var sums = new List<(decimal Amount, decimal? Energy, int Lines)>();
        foreach (var line in statement.Lines)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, (line.Id.Charge, line.Id.Contract), out var isThere);
            if (!isThere)
            {
                place = sums.Count;
                sums.Add((0m, null, 0));
            }

            var (amount, energy, lines) = sums[place];
            sums[place] = (amount + line.Amount.Value, IsEnergy(line) ? (energy ?? 0m) + line.Quantity : energy, lines + 1);
        }

        return
        [
            .. places.OrderBy(place => place.Value).Select(place => new ChargeTotal(
                place.Key.Item1,
                place.Key.Item2,
                new(sums[place.Value].Amount),
                sums[place.Value].Energy is { } energy ? new MegawattHours(energy) : null,
                sums[place.Value].Lines)),
        ];
    }

    // The energy a charge is for stands once in its lines: bought energy is priced twice, losses and fees come on top.
    private static bool IsEnergy(StatementLine line) => line.Unit == LineUnit.MegawattHour
        && line.Id.Component is (LineComponent.Consumption or LineComponent.Purchase or LineComponent.Adder or LineComponent.Energy or LineComponent.Share);
}
