using System.Collections.Immutable;
using Spillway.Engine.Sites;

namespace Spillway.App.Sites;

/// <summary>Reads the contracts of a site file.</summary>
internal static class ContractReader
{
    private static readonly string[] Dates = ["from", "to"];

    /// <summary>Reads the fixed blocks.</summary>
    /// <param name="sections">The entries of <c>contracts</c>.</param>
    /// <param name="currency">The site's.</param>
    /// <returns>The blocks in file order.</returns>
    public static ImmutableArray<FixedBlock> Read(IReadOnlyList<SiteSection> sections, string currency)
    {
        var blocks = ImmutableArray.CreateBuilder<FixedBlock>(sections.Count);
        foreach (var section in sections)
        {
            var id = section.Name("id");
            if (blocks.Any(block => block.Id.Text == id))
            {
                throw section.Refuse(SiteFileErrors.DuplicateId, "id", $"{section.Full("id")} is '{id}', which an earlier contract has already.");
            }

            section.Shown = $"contracts[{id}]";
            blocks.Add(Block(section, id, currency));
        }

        return blocks.ToImmutable();
    }

    private static FixedBlock Block(SiteSection section, string id, string currency)
    {
        section.Word("kind");
        if (Array.Find(Dates, section.Has) is { } dated)
        {
            throw section.Refuse(
                SiteFileErrors.NotSupported, dated, $"{section.Full(dated)} dates the block; dated blocks come with settlement, until then a block holds for the whole range of a backtest.");
        }

        var own = section.Word("currency", currency);
        if (own != currency)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, "currency", $"{section.Full("currency")} is '{own}' and the site's currency is '{currency}'.");
        }

        return new(new(id), new(section.RequiredNumber("mw")), new(section.RequiredNumber("price_usd_per_mwh")));
    }
}
