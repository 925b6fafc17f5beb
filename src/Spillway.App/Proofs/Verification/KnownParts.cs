using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>What the leaves before the lines name: each once, each of a file that is listed.</summary>
internal sealed class KnownParts : IPartCheck
{
    private readonly HashSet<int> _sources = [];
    private readonly HashSet<string> _awards = [];

    public HashSet<string> Clauses { get; } = [];

    public HashSet<string> Rules { get; } = [];

    public Dictionary<string, decimal> Readings { get; } = [];

    public Dictionary<string, decimal> Prices { get; } = [];

    /// <summary>How many files there are.</summary>
    public int Sources => _sources.Count;

    /// <summary>Whether a quantity's name is that of a reading or of a row of an awards file.</summary>
    public bool IsRead(string name) => Readings.ContainsKey(name) || _awards.Contains(name[(name.LastIndexOf('#') + 1)..]);

    public void Take(in Leaf leaf, FaultList faults)
    {
        var isNew = leaf.Part switch
        {
            BundlePart.Source => _sources.Add(leaf.Json.GetProperty("source").GetInt32()),
            BundlePart.Clause => Clauses.Add(leaf.Text("contract")!),
            BundlePart.Rule => Rules.Add(leaf.Text("rule")!),
            BundlePart.Reading => Readings.TryAdd(leaf.Text("reading")!, leaf.Decimal("energy_mwh")),
            BundlePart.Price => Prices.TryAdd(leaf.Text("price_id")!, leaf.Decimal("price")),
            BundlePart.Award => _awards.Add($"{leaf.Json.GetProperty("source")}:{leaf.Json.GetProperty("row")}"),
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

    private bool IsOfASource(string name)
    {
        var text = name[(name.LastIndexOf('#') + 1)..];
        return int.TryParse(text.Split(':')[0], out var source) && _sources.Contains(source);
    }
}
