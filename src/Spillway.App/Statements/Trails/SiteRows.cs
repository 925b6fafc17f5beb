using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Spillway.App.Statements.Trails;

/// <summary>Finds the rows of a site file that a contract states a line's figures in.</summary>
internal sealed class SiteRows
{
    private readonly BookSource _site;
    private readonly ImmutableArray<string> _lines = [];
    private readonly YamlMappingNode? _clause;
    private readonly bool _isChanged;

    /// <summary>Reads the file where it still is.</summary>
    /// <param name="site">The site file.</param>
    /// <param name="contract">The contract.</param>
    public SiteRows(BookSource site, ContractId contract)
    {
        _site = site;
        if (site.Path.Length == 0 || !File.Exists(site.Path))
        {
            return;
        }

        var bytes = File.ReadAllBytes(site.Path);
        var text = Encoding.UTF8.GetString(bytes);
        _lines = [.. text.ReplaceLineEndings("\n").Split('\n')];
        _isChanged = Convert.ToHexStringLower(SHA256.HashData(bytes)) != site.File.Sha256;
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            _clause = (Child(yaml.Documents.FirstOrDefault()?.RootNode, "contracts") as YamlSequenceNode)?
                .OfType<YamlMappingNode>().FirstOrDefault(one => Word(one, "id") == contract.Text);
        }
        catch (YamlException)
        {
            // The file was changed since into none: the figures are told without their rows.
        }
    }

    /// <summary>Where a price of the contract stands.</summary>
    /// <param name="figure">The name that the line has for it, such as <c>clause:fee_per_month</c>.</param>
    /// <param name="currency">Of the amounts.</param>
    /// <returns>The step.</returns>
    public TrailStep Price(string figure, string currency)
    {
        var key = Key(figure["clause:".Length..], currency.ToLowerInvariant());
        return Step("price", KeyOf(key), $"the contract's own figure, {key}");
    }

    /// <summary>Where a quantity stands that the contract states and no meter counted.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The step; null where the quantity is none that a list of the contract states.</returns>
    public TrailStep? Quantity(StatementLine line) => line.Id switch
    {
        { Charge: ChargeKind.CoincidentPeak } => Step("quantity", Listed("basis", [line.Id.Item]), $"what basis states for {line.Id.Item}"),
        { Charge: ChargeKind.Delivery, Component: LineComponent.Ratchet } => Step(
            "quantity", Listed("earlier_peaks", Before(line)), "the highest demand of an earlier month, stated in earlier_peaks or kept of that month by the journal"),
        _ => null,
    };

    // The site file's name of a figure has its currency and unit in it.
    private static string Key(string figure, string currency) => figure switch
    {
        "fee_per_month" => $"fee_{currency}_per_month",
        "demand_per_month" => $"demand_{currency}_per_kw_month",
        "price_per_mw_h" => $"price_{currency}_per_mw_h",
        "rate_per_mw_year" => $"rate_{currency}_per_mw_year",
        _ => $"{figure}_{currency}_per_mwh",
    };

    private static ImmutableArray<string> Before(StatementLine line)
    {
        // The middle of a month's span lies in that month in every time zone.
        var billed = (line.Span.Start + (line.Span.Length / 2)).InUtc().Date.ToYearMonth();
        return [.. Enumerable.Range(1, DeliveryTariff.RatchetMonths).Select(back => BookManifest.Text(billed.PlusMonths(-back)))];
    }

    // Of the entries about one of some months, the one that states most.
    private YamlMappingNode? Listed(string list, ImmutableArray<string> months) => (Child(_clause, list) as YamlSequenceNode)?.OfType<YamlMappingNode>()
        .Where(entry => months.Contains(Word(entry, "month")))
        .MaxBy(static entry => decimal.TryParse(Word(entry, "mw"), CultureInfo.InvariantCulture, out var power) ? power : 0m);

    private TrailStep Step(string what, YamlNode? node, string known) => node is null || node.Start.Line > _lines.Length
        ? new(what, _site.Path.Length == 0 ? _site.File.Name : _site.Path, null, known)
        : new(what, _site.Path, (int)node.Start.Line, _lines[(int)node.Start.Line - 1].Trim() + (_isChanged ? "; the file has changed since" : ""));

    private YamlNode? KeyOf(string key) => _clause?.Children.Keys.FirstOrDefault(one => one is YamlScalarNode { Value: { } word } && word == key);

    private static YamlNode? Child(YamlNode? node, string key) => node is YamlMappingNode map && map.Children.TryGetValue(key, out var child) ? child : null;

    private static string Word(YamlMappingNode node, string key) => Child(node, key) is YamlScalarNode { Value: { } value } ? value : "";
}
