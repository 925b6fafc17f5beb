using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Contracts;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.App.Rules;

/// <summary>The seasonal price of the scheme that a site takes part in: in its months metered load is priced at it, and not at the
/// market's.</summary>
internal sealed class SchemePrice
{
    private readonly MarketRules _rules;
    private readonly string _id;
    private readonly RuleSource _source;

    private SchemePrice(MarketRules rules, string id, RuleSource source) => (_rules, _id, _source) = (rules, id, source);

    /// <summary>The form of a source that is a rules file.</summary>
    public const string Form = "market rules";

    /// <summary>The rule's name, as <c>spillway rules show</c> has it: the series of its price.</summary>
    public string Series => SeriesOf(_id);

    /// <summary>The scheme's name.</summary>
    public string Id => _id;

    /// <summary>The rules file as a source of a statement.</summary>
    public SourceFile Source => new(_rules.File, _rules.Periods[0].Version.Sha256, Form);

    /// <summary>Where it lies; empty where the program carries it.</summary>
    public string Path => _source.IsEmbedded ? "" : _source.Path;

    /// <summary>Finds the rule of the scheme that a site names.</summary>
    /// <param name="site">The site.</param>
    /// <param name="library">The rules at hand.</param>
    /// <returns>The price; null where the site takes part in none.</returns>
    /// <exception cref="RefusedException"><see cref="RuleErrors.NotInForce"/>: the market has no such scheme.</exception>
    public static SchemePrice? Of(SiteDefinition site, RuleLibrary library)
    {
        if (site.Scheme is not { } scheme)
        {
            return null;
        }

        var rules = library.Require(site.Operator);
        var known = rules.Periods.SelectMany(period => period.Items.SeasonalPrices).Select(one => one.Id).Distinct().ToList();
        return known.Contains(scheme)
            ? new(rules, scheme, library.Sources.First(source => source.Market == site.Operator))
            : throw new RefusedException(RuleErrors.NotInForce, $"market.scheme is '{scheme}', and seasonal_prices of {rules.File} has {(known.Count == 0 ? "no scheme" : string.Join(", ", known))}.");
    }

    /// <summary>The name of a scheme's price.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <returns>Such as <c>seasonal_prices[surplus-zone]</c>.</returns>
    public static string SeriesOf(string scheme) => $"seasonal_prices[{scheme}]";

    /// <summary>Whether a site has positions, which are worth the market's price whatever its load costs.</summary>
    /// <param name="site">The site.</param>
    /// <returns>True where a contract is valued at the market's price.</returns>
    public static bool HasPositions(SiteDefinition site) => site.Site.Contracts.Any(contract => contract is IPosition or DayAheadContract);

    /// <summary>The price of metered load.</summary>
    /// <param name="start">The start of the interval.</param>
    /// <returns>The scheme's price; null outside its months and dates.</returns>
    /// <exception cref="RefusedException"><see cref="RuleErrors.Uncertain"/>: the rule holds and its price is not known.</exception>
    public EnergyPrice? At(Instant start) => Rule(start)?.Price.Required();

    /// <summary>Whether the scheme holds.</summary>
    /// <param name="start">The start of an interval.</param>
    /// <returns>True in its months and dates.</returns>
    public bool Holds(Instant start) => Rule(start) is not null;

    private SeasonalPrice? Rule(Instant start)
    {
        var rule = _rules.Find(start)?.Items.SeasonalPrices.FirstOrDefault(one => one.Id == _id);
        return rule is not null && rule.Holds(start.InZone(_rules.Zone).Date) ? rule : null;
    }
}
