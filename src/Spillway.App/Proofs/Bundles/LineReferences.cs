using System.Collections.Immutable;
using Spillway.App.Proofs.Verification;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Which leaves the proof of one line must show: the header, the key, the line, and all that the line names.</summary>
internal static class LineReferences
{
    /// <summary>A leaf's name among all leaves; null where no line's proof shows such a one.</summary>
    public static string? NameOf(in Leaf leaf) => leaf.Part switch
    {
        BundlePart.Proof => BundlePart.Proof,
        BundlePart.Key => $"{BundlePart.Key} {leaf.Text("key_id")}",
        BundlePart.Clause => $"{BundlePart.Clause} {leaf.Text("contract")}",
        BundlePart.Rule => $"{BundlePart.Rule} {leaf.Text("rule")}",
        BundlePart.Source => $"{BundlePart.Source} {leaf.Json.GetProperty("source")}",
        BundlePart.Reading => $"{BundlePart.Reading} {leaf.Text("reading")}",
        BundlePart.Award => $"{BundlePart.Award} {leaf.Json.GetProperty("source")}:{leaf.Json.GetProperty("row")}",
        BundlePart.Price => $"{BundlePart.Price} {leaf.Text("price_id")}",
        BundlePart.Line => $"{BundlePart.Line} {leaf.Text("line")}",
        _ => null,
    };

    /// <summary>The names that must be there; of two in one entry, at least one: a quantity is read or awarded, and an award has its own price.</summary>
    public static ImmutableArray<ImmutableArray<string>> Needed(in Leaf header, in Leaf line)
    {
        var needed = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        needed.Add([BundlePart.Proof]);
        needed.Add([$"{BundlePart.Key} {header.Text("key_id")}"]);
        needed.Add([$"{BundlePart.Line} {line.Text("line")}"]);
        needed.Add([$"{BundlePart.Rule} {line.Text("rule")}"]);
        if (line.Text("contract") is { } contract)
        {
            needed.Add([$"{BundlePart.Clause} {contract}"]);
            if (header.Json.GetProperty("format").GetInt32() >= BundleFormat.CustomersApart && line.Text("charge") == ChargeNames.Of(ChargeKind.Hosting) && line.Text("item") is { Length: > 0 } item)
            {
                needed.Add([$"{BundlePart.Clause} {contract}/{item.Split(':')[0]}"]);
            }
        }

        var sources = new SortedSet<string>(StringComparer.Ordinal);
        var award = "no award";
        if (line.Text("reading") is { } reading)
        {
            var row = reading[(reading.LastIndexOf('#') + 1)..];
            award = $"{BundlePart.Award} {row}";
            needed.Add([$"{BundlePart.Reading} {reading}", award]);
            sources.Add(row.Split(':')[0]);
        }

        if (line.Text("price_id") is { } price && price[(price.LastIndexOf('#') + 1)..] is var source and not "-1")
        {
            needed.Add([$"{BundlePart.Price} {price}", award]);
            sources.Add(source);
        }

        needed.AddRange(sources.Select(one => ImmutableArray.Create($"{BundlePart.Source} {one}")));
        return needed.ToImmutable();
    }
}
