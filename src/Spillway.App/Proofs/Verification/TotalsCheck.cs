using System.Text.Json;
using Spillway.App.Backtests;
using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>The totals are those of the lines: each charge, the sum, the energy, how many intervals are settled and open.</summary>
internal sealed class TotalsCheck : IPartCheck
{
    private readonly Dictionary<string, (decimal Amount, decimal? Energy)> _charges = [];
    private readonly Dictionary<string, string> _header = [];
    private decimal _total;
    private decimal _energy;
    private long _open;
    private long _settled;

    /// <summary>How many lines there are.</summary>
    public long Lines { get; private set; }

    /// <summary>The totals as they stand there; null before they came.</summary>
    public JsonElement? Totals { get; private set; }

    public void Take(in Leaf leaf, FaultList faults)
    {
        switch (leaf.Part)
        {
            case BundlePart.Proof:
                foreach (var field in new[] { "site", "currency", "from_utc", "to_utc" })
                {
                    _header[field] = leaf.Word(field);
                }

                break;
            case BundlePart.Open:
                _open++;
                break;
            case BundlePart.Line:
                Count(leaf);
                break;
            case BundlePart.Totals:
                Totals = leaf.Json.GetProperty("totals").Clone();
                Compare(leaf, faults);
                break;
        }
    }

    public void End(long fileLine, FaultList faults)
    {
    }

    private void Count(in Leaf leaf)
    {
        Lines++;
        var amount = leaf.Decimal("amount");
        var charge = Charge(leaf.Text("charge"), leaf.Text("contract"));
        var before = _charges.GetValueOrDefault(charge);
        _charges[charge] = (before.Amount + amount, IsEnergy(leaf) ? (before.Energy ?? 0m) + leaf.Decimal("quantity") : before.Energy);
        _total += amount;
        if (DrawnCheck.IsMetered(leaf))
        {
            _energy += leaf.Decimal("quantity");
            _settled++;
        }
    }

    private void Compare(in Leaf leaf, FaultList faults)
    {
        var totals = Totals!.Value;
        foreach (var (field, value) in _header.Where(one => totals.GetProperty(one.Key).GetString() != one.Value))
        {
            faults.Add(leaf, $"its {field} is {totals.GetProperty(field)}, and the header says {value}");
        }

        var currency = _header.GetValueOrDefault("currency", "").ToLowerInvariant();
        Same(leaf, faults, $"total_{currency}", totals.GetProperty($"total_{currency}"), StatedFigure.Cents(_total));
        Same(leaf, faults, "energy_mwh", totals.GetProperty("energy_mwh"), BacktestJson.Number(_energy));
        Same(leaf, faults, "settled_intervals", totals.GetProperty("settled_intervals"), _settled);
        Same(leaf, faults, "open_intervals", totals.GetProperty("open_intervals"), _open);
        var left = new Dictionary<string, (decimal Amount, decimal? Energy)>(_charges);
        foreach (var charge in totals.GetProperty("charges").EnumerateArray())
        {
            var name = Charge(charge.GetProperty("charge").GetString(), charge.GetProperty("contract").GetString());
            left.Remove(name, out var sums);
            Same(leaf, faults, $"amount_{currency} of {name}", charge.GetProperty($"amount_{currency}"), StatedFigure.Cents(sums.Amount));
            if (sums.Energy is { } energy)
            {
                Same(leaf, faults, $"energy_mwh of {name}", charge.GetProperty("energy_mwh"), BacktestJson.Number(energy));
            }
        }

        foreach (var name in left.Keys)
        {
            faults.Add(leaf, $"the charge {name} of the lines is not in it");
        }
    }

    // As in a statement's totals: bought energy is priced twice, losses and fees come on top.
    private static bool IsEnergy(in Leaf leaf) => leaf.Text("unit") == "MWh" && leaf.Text("component") is ("consumption" or "purchase" or "adder" or "energy" or "share");

    private static void Same(in Leaf leaf, FaultList faults, string field, JsonElement stated, decimal expected) =>
        StatedFigure.Compare(leaf, faults, (field, stated), expected, "the lines make");

    private static string Charge(string? charge, string? contract) => $"{charge}/{contract ?? "-"}";
}
