using System.Globalization;
using System.Text.Json;
using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>Each line is quantity times price under its rounding, and everything it names is in the bundle.</summary>
internal sealed class LineCheck(KnownParts known) : IPartCheck
{
    private readonly HashSet<string> _lines = [];
    private readonly List<(Leaf Leaf, long Record)> _records = [];
    private readonly HashSet<long> _numbers = [];

    public void Take(in Leaf leaf, FaultList faults)
    {
        if (leaf.Part == BundlePart.Record)
        {
            _numbers.Add(leaf.Json.GetProperty("number").GetInt64());
        }

        if (leaf.Part != BundlePart.Line)
        {
            return;
        }

        CheckName(leaf, faults);
        CheckAmount(leaf, faults);
        CheckOrigin(leaf, faults);
        if (leaf.Json.GetProperty("record") is { ValueKind: JsonValueKind.Number } record)
        {
            _records.Add((leaf with { Json = default }, record.GetInt64()));
        }
    }

    public void End(long fileLine, FaultList faults)
    {
        foreach (var (leaf, record) in _records.Where(one => _numbers.Count > 0 && !_numbers.Contains(one.Record)))
        {
            faults.Add(leaf.FileLine, "a statement line", string.Create(CultureInfo.InvariantCulture, $"the journal record {record} it names is not in the bundle"));
        }
    }

    private void CheckName(in Leaf leaf, FaultList faults)
    {
        var name = leaf.Text("line")!;
        var item = leaf.Text("item")!;
        var expected = $"{leaf.Text("start_utc")}/{leaf.Text("charge")}/{leaf.Text("contract") ?? "-"}/{leaf.Text("component")}{(item.Length == 0 ? "" : "/" + item)}";
        if (name != expected)
        {
            faults.Add(leaf, $"its fields make the name {expected}");
        }

        if (!_lines.Add(name))
        {
            faults.Add(leaf, "it stands there twice");
        }
    }

    private static void CheckAmount(in Leaf leaf, FaultList faults)
    {
        var (quantity, price, amount) = (leaf.Decimal("quantity"), leaf.Decimal("price"), leaf.Decimal("amount"));
        if (BundleText.Amount(quantity, price, leaf.Text("rounding")!) is not { } expected)
        {
            faults.Add(leaf, $"its rounding '{leaf.Text("rounding")}' is unknown");
        }
        else if (expected != amount)
        {
            faults.Add(leaf, string.Create(CultureInfo.InvariantCulture, $"its amount is {amount}, and {quantity} × {price} is {BundleText.Decimal(expected)}"));
        }
    }

    private void CheckOrigin(in Leaf leaf, FaultList faults)
    {
        if (leaf.Text("reading") is { } reading)
        {
            if (!known.IsRead(reading))
            {
                faults.Add(leaf, $"the reading {reading} it names is not in the bundle");
            }
            else if (leaf.Text("component") == "consumption" && known.Readings.TryGetValue(reading, out var energy) && energy != leaf.Decimal("quantity"))
            {
                faults.Add(leaf, string.Create(CultureInfo.InvariantCulture, $"its quantity is {leaf.Decimal("quantity")}, and the reading {reading} says {energy}"));
            }
        }

        if (leaf.Text("price_id") is { } price && !price.EndsWith("#-1", StringComparison.Ordinal))
        {
            var stated = leaf.Decimal("price");
            if (known.PriceOf(price, leaf.Text("reading"), stated) is not { } value)
            {
                faults.Add(leaf, $"the price {price} it names is not in the bundle");
            }
            else if (value != stated)
            {
                faults.Add(leaf, string.Create(CultureInfo.InvariantCulture, $"its price is {stated}, and {price} says {value}"));
            }
        }

        if (leaf.Text("contract") is { } contract && !known.Clauses.ContainsKey(contract))
        {
            faults.Add(leaf, $"the clause {contract} it names is not in the bundle");
        }

        if (!known.Rules.Contains(leaf.Text("rule")!))
        {
            faults.Add(leaf, $"the rule {leaf.Text("rule")} it names is not in the bundle");
        }
    }
}
