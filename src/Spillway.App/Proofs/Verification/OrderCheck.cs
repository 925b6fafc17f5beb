using System.Globalization;
using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>Leaves are numbered without a gap, parts stand in their order, and what must be there once is.</summary>
internal sealed class OrderCheck : IPartCheck
{
    private readonly Dictionary<string, int> _seen = [];
    private int _place;
    private long _next;

    public void Take(in Leaf leaf, FaultList faults)
    {
        var number = leaf.Json.GetProperty("n").GetInt64();
        if (number != _next)
        {
            faults.Add(leaf, string.Create(CultureInfo.InvariantCulture, $"it is leaf {number}, and leaf {_next} belongs here"));
        }

        _next++;
        var place = BundlePart.Order.IndexOf(leaf.Part);
        if (place < _place)
        {
            faults.Add(leaf, $"a part '{leaf.Part}' does not belong here");
        }

        _place = Math.Max(_place, place);
        _seen[leaf.Part] = _seen.GetValueOrDefault(leaf.Part) + 1;
        if (leaf.Part == BundlePart.Proof && leaf.Json.GetProperty("format").GetInt32() is < BundleFormat.Oldest or > BundleFormat.Version)
        {
            faults.Add(leaf, $"its format is {leaf.Json.GetProperty("format")}, and this program reads {BundleFormat.Oldest} and {BundleFormat.Version}");
        }
    }

    public void End(long fileLine, FaultList faults)
    {
        foreach (var part in BundlePart.Single.Where(part => _seen.GetValueOrDefault(part) != 1))
        {
            faults.Add(fileLine, "the leaves", $"there are {_seen.GetValueOrDefault(part)} parts '{part}', and one must be there");
        }
    }
}
