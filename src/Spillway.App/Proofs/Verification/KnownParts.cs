using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>What the leaves before the lines name: each once, each of a file that is listed.</summary>
internal sealed class KnownParts : IPartCheck
{
    private readonly HashSet<int> _sources = [];
    private readonly Dictionary<string, (decimal Ahead, decimal? RealTime)> _awards = [];

    /// <summary>The kind of each clause, by contract.</summary>
    public Dictionary<string, string> Clauses { get; } = [];

    public HashSet<string> Rules { get; } = [];

    public Dictionary<string, decimal> Readings { get; } = [];

    /// <summary>The readings that say something, by meter and start: <c>METER@START</c>.</summary>
    public Dictionary<string, decimal> Metered { get; } = [];

    public Dictionary<string, decimal> Prices { get; } = [];

    /// <summary>How many files there are.</summary>
    public int Sources => _sources.Count;

    /// <summary>Whether a quantity's name is that of a reading or of a row of an awards file.</summary>
    public bool IsRead(string name) => Readings.ContainsKey(name) || _awards.ContainsKey(RowOf(name));

    /// <summary>The price that a line is priced at by name: of the market, or of the award that its quantity is of.</summary>
    /// <param name="id">The price's name.</param>
    /// <param name="reading">The name of the quantity; null where it has none.</param>
    /// <param name="price">What the line says.</param>
    /// <returns>The price; null where no part says one. Of an award's two prices, the line's own where it is one of them.</returns>
    public decimal? PriceOf(string id, string? reading, decimal price)
    {
        if (Prices.TryGetValue(id, out var known))
        {
            return known;
        }

        return reading is not null && _awards.TryGetValue(RowOf(reading), out var award) ? price == award.RealTime ? price : award.Ahead : null;
    }

    public void Take(in Leaf leaf, FaultList faults)
    {
        var isNew = leaf.Part switch
        {
            BundlePart.Source => _sources.Add(leaf.Json.GetProperty("source").GetInt32()),
            BundlePart.Clause => Clauses.TryAdd(leaf.Text("contract")!, leaf.Text("kind")!),
            BundlePart.Rule => Rules.Add(leaf.Text("rule")!),
            BundlePart.Reading => AddReading(leaf),
            BundlePart.Price => Prices.TryAdd(leaf.Text("price_id")!, leaf.Decimal("price")),
            BundlePart.Award => _awards.TryAdd(
                $"{leaf.Json.GetProperty("source")}:{leaf.Json.GetProperty("row")}", (leaf.Decimal("award_price"), leaf.Text("real_time_price") is null ? null : leaf.Decimal("real_time_price"))),
            _ => true,
        };
        if (!isNew)
        {
            faults.Add(leaf, "it stands there twice");
        }

        var name = leaf.Part switch
        {
            BundlePart.Reading => leaf.Text("reading"),
            BundlePart.Price => leaf.Text("price_id"),
            BundlePart.Award => "#" + leaf.Json.GetProperty("source"),
            _ => null,
        };
        if (name is not null && !IsOfASource(name))
        {
            faults.Add(leaf, "the file it was read from is not among the sources");
        }
    }

    public void End(long fileLine, FaultList faults)
    {
    }

    private bool AddReading(in Leaf leaf)
    {
        var (name, energy) = (leaf.Text("reading")!, leaf.Decimal("energy_mwh"));
        if (leaf.Text("quality") != "missing")
        {
            Metered.TryAdd(name[..Math.Max(name.LastIndexOf('#'), 0)], energy);
        }

        return Readings.TryAdd(name, energy);
    }

    private static string RowOf(string name) => name[(name.LastIndexOf('#') + 1)..];

    private bool IsOfASource(string name)
    {
        var text = name[(name.LastIndexOf('#') + 1)..];
        return int.TryParse(text.Split(':')[0], out var source) && _sources.Contains(source);
    }
}
