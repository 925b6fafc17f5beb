using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>The power credits are those of the lines: what was bought in blocks, not drawn, and worth more than it cost.</summary>
/// <remarks>Lines stand in the order of the clauses, metered energy first: so consumption uses the blocks in file order.</remarks>
internal sealed class PowerCreditCheck(KnownParts known) : IPartCheck
{
    private readonly Dictionary<string, decimal> _left = [];
    private (string Contract, string Start, decimal Price, decimal Unsold)? _bought;
    private string _currency = "";
    private decimal _sum;

    public void Take(in Leaf leaf, FaultList faults)
    {
        switch (leaf.Part)
        {
            case BundlePart.Proof:
                _currency = leaf.Word("currency").ToLowerInvariant();
                break;
            case BundlePart.Line:
                Count(leaf);
                break;
            case BundlePart.Totals:
                var name = $"power_credits_{_currency}";
                StatedFigure.Compare(leaf, faults, (name, leaf.Json.GetProperty("totals").GetProperty(name)), StatedFigure.Cents(_sum), "the lines make");
                break;
        }
    }

    public void End(long fileLine, FaultList faults)
    {
    }

    private void Count(in Leaf leaf)
    {
        var start = leaf.Word("start_utc");
        if (DrawnCheck.IsMetered(leaf))
        {
            _left[start] = Math.Max(0m, leaf.Decimal("quantity"));
            return;
        }

        if (leaf.Text("charge") != "fixed-block" || leaf.Text("contract") is not { } contract || known.Clauses.GetValueOrDefault(contract) != "fixed-block")
        {
            return;
        }

        if (leaf.Text("component") == "purchase")
        {
            var (owed, drawn) = (leaf.Decimal("quantity"), _left.GetValueOrDefault(start));
            _bought = (contract, start, leaf.Decimal("price"), Math.Max(0m, owed - drawn));
            _left[start] = Math.Max(0m, drawn - owed);
        }
        else if (leaf.Text("component") == "real-time-value" && _bought is { } bought && bought.Contract == contract && bought.Start == start)
        {
            _sum += Math.Max(0m, leaf.Decimal("price") - bought.Price) * bought.Unsold;
        }
    }
}
