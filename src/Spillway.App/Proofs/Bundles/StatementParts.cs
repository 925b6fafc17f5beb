using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Writes the leaves of a statement: the clauses, the rules, the files, what was read in them, the lines and the totals.</summary>
internal static class StatementParts
{
    public static void Write(LeafWriter leaves, ProofContents contents)
    {
        WriteTexts(leaves, contents);
        foreach (var reading in Readings(contents))
        {
            leaves.Write(BundlePart.Reading, writer =>
            {
                writer.WriteString("reading", reading.Id.ToString());
                writer.WriteString("energy_mwh", BundleText.Decimal(reading.Energy.Value));
                writer.WriteString("quality", BundleText.Of(reading.Quality));
            });
        }

        foreach (var (id, price) in Prices(contents))
        {
            leaves.Write(BundlePart.Price, writer =>
            {
                writer.WriteString("price_id", id.ToString());
                writer.WriteString("price", BundleText.Decimal(price));
            });
        }

        foreach (var award in contents.Input.Awards.Rows)
        {
            leaves.Write(BundlePart.Award, writer => AwardPart.Write(writer, award));
        }

        foreach (var (interval, owed) in contents.Open)
        {
            leaves.Write(BundlePart.Open, writer => OpenPart.Write(writer, interval, owed));
        }

        foreach (var line in contents.Statement.Lines)
        {
            leaves.Write(BundlePart.Line, writer => LinePart.Write(writer, line));
        }

        foreach (var drawn in contents.Drawn)
        {
            leaves.Write(BundlePart.Drawn, writer => DrawnPart.Write(writer, drawn));
        }

        foreach (var version in contents.Versions)
        {
            leaves.Write(BundlePart.Version, writer => VersionPart.Write(writer, version));
        }

        leaves.Write(BundlePart.Totals, writer =>
        {
            writer.WritePropertyName("totals");
            contents.Totals.WriteTo(writer);
        });
    }

    private static void WriteTexts(LeafWriter leaves, ProofContents contents)
    {
        leaves.Write(BundlePart.SiteFile, writer =>
        {
            writer.WriteString("name", contents.Site.Name);
            writer.WriteString("sha256", contents.Site.Sha256);
        });
        foreach (var clause in contents.Site.Clauses)
        {
            leaves.Write(BundlePart.Clause, writer =>
            {
                writer.WriteString("contract", clause.Id);
                writer.WriteString("kind", clause.Kind);
                writer.WriteNumber("line", clause.Line);
                writer.WriteString("text", clause.Text);
            });
        }

        foreach (var rule in contents.Statement.Lines.Select(line => line.Basis.RuleVersion).Distinct())
        {
            leaves.Write(BundlePart.Rule, writer => writer.WriteString("rule", rule));
        }

        for (var index = 0; index < contents.Statement.Sources.Length; index++)
        {
            var (number, source) = (index, contents.Statement.Sources[index]);
            leaves.Write(BundlePart.Source, writer =>
            {
                writer.WriteNumber("source", number);
                writer.WriteString("name", source.Name);
                writer.WriteString("sha256", source.Sha256);
                writer.WriteString("form", source.Form);
            });
        }
    }

    // All of the range; of those before it, which ratchets and last year's peaks look back to, the ones that lines name.
    private static IEnumerable<MeterReading> Readings(ProofContents contents)
    {
        var named = contents.Statement.Lines.Select(line => line.Basis.Reading).OfType<ReadingId>().ToHashSet();
        return contents.Input.AtPeaks.Concat(contents.Input.Earlier).Select(interval => interval.Reading).OfType<MeterReading>().Where(reading => named.Contains(reading.Id))
            .Concat(contents.Input.Intervals.Select(interval => interval.Reading).OfType<MeterReading>())
            .Concat(contents.Input.SubMeters.SelectMany(meter => meter.Value).OfType<MeterReading>());
    }

    // Prices of the market; what an award cleared at stands in the award.
    private static List<(PriceId Id, decimal Price)> Prices(ProofContents contents)
    {
        var listed = new List<(PriceId, decimal)>();
        var known = new Dictionary<PriceId, decimal>();
        void Add(PriceId id, decimal price)
        {
            if (known.TryAdd(id, price))
            {
                listed.Add((id, price));
            }
            else if (known[id] != price)
            {
                throw new RefusedException(ProofErrors.Contradiction, $"The price {id} is {known[id]} and {price}.");
            }
        }

        foreach (var price in contents.Input.Intervals.SelectMany(interval => new[] { interval.Physical, interval.Financial }).OfType<KnownPrice>())
        {
            Add(price.Id, price.Price.Value);
        }

        return listed;
    }
}
