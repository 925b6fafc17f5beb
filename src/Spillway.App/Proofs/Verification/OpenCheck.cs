using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>The unsettled amount is what was bought ahead for the open intervals.</summary>
internal sealed class OpenCheck(KnownParts known) : IPartCheck
{
    private string _currency = "";
    private decimal _sum;

    public void Take(in Leaf leaf, FaultList faults)
    {
        switch (leaf.Part)
        {
            case BundlePart.Proof:
                _currency = leaf.Word("currency").ToLowerInvariant();
                break;
            case BundlePart.Open:
                Count(leaf, faults);
                break;
            case BundlePart.Totals:
                var name = $"unsettled_{_currency}";
                StatedFigure.Compare(leaf, faults, (name, leaf.Json.GetProperty("totals").GetProperty(name)), StatedFigure.Cents(_sum), "the open intervals make");
                break;
        }
    }

    public void End(long fileLine, FaultList faults)
    {
    }

    private void Count(in Leaf leaf, FaultList faults)
    {
        foreach (var owed in leaf.Json.GetProperty("owed").EnumerateArray())
        {
            var contract = owed.GetProperty("contract").GetString()!;
            if (!known.Clauses.ContainsKey(contract))
            {
                faults.Add(leaf, $"the clause {contract} it names is not in the bundle");
            }

            _sum += Leaf.Decimal(owed, "quantity") * Leaf.Decimal(owed, "price");
        }
    }
}
