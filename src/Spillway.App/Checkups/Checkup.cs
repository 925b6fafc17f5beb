using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Markets;
using Spillway.Markets.Archive;

namespace Spillway.App.Checkups;

/// <summary>Looks at everything the program needs and says what is there and what is missing.</summary>
/// <param name="Checks">What was looked at, in the order it is told.</param>
public sealed record Checkup(ImmutableArray<Check> Checks)
{
    // What the archive calls the market of a file that does not tell it.
    private const string AnyMarket = "any";

    private static readonly ImmutableArray<string> _browsers = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Whether nothing that is needed is broken.</summary>
    public bool IsUsable => Checks.All(check => check.Status != CheckStatus.Broken);

    /// <summary>Looks.</summary>
    /// <param name="surroundings">What lies outside the program.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="siteFile">A site file to look at too; null for none.</param>
    /// <param name="rulesFolder">A folder of rules files that stand for the program's and the data folder's; null for none.</param>
    /// <returns>What was found.</returns>
    public static Checkup Of(Surroundings surroundings, string dataFolder, string? siteFile, string? rulesFolder)
    {
        ArgumentNullException.ThrowIfNull(surroundings);
        var checks = ImmutableArray.CreateBuilder<Check>();
        checks.Add(new("program", CheckStatus.Good, $"spillway {surroundings.Program} on {surroundings.Runtime}"));
        checks.Add(new("system", CheckStatus.Good, surroundings.System));
        checks.Add(new("time-zones", CheckStatus.Good, $"time zone database {surroundings.TimeZones}"));
        checks.Add(FolderCheck.Of(dataFolder, surroundings.FreeBytes));
        var archive = ArchiveCheck.Of(dataFolder, out var keys);
        checks.AddRange(archive);
        checks.Add(Models(dataFolder));
        if (siteFile is not null)
        {
            checks.AddRange(Site(surroundings, siteFile, dataFolder, rulesFolder, keys));
        }

        checks.Add(Browser(surroundings));
        return new(checks.DrainToImmutable());
    }

    private static Check Models(string dataFolder)
    {
        var (models, bytes) = new ModelCache(dataFolder).Size();
        return models == 0
            ? new("models", CheckStatus.Good, "no learned model is kept yet")
            : new("models", CheckStatus.Good, Text($"{models:N0} learned models, {bytes / 1e6:N1} MB"));
    }

    private static ImmutableArray<Check> Site(Surroundings surroundings, string siteFile, string dataFolder, string? rulesFolder, ImmutableArray<SeriesKey> keys)
    {
        SiteDefinition site;
        RuleLibrary library;
        try
        {
            var rules = RuleLibrary.Open(dataFolder, rulesFolder);
            site = SiteFile.Read(siteFile, rules);
            library = rules.Replacing(site.Operator, site.RulesFile);
        }
        catch (RefusedException refusal)
        {
            return [new("site", CheckStatus.Broken, refusal.What, refusal.Code.Remedy)];
        }

        var power = SiteFigures.Of(site).Normal;
        var good = new Check("site", CheckStatus.Good, Text($"{site.Site.Id}: {site.Site.Loads.Length} load groups, {power.Value:N3} MW in normal mode"));
        var fit = RulesCheck.Of(site, library, keys.IsEmpty ? null : new(dataFolder)).AddRange(CertificateCheck.Of(site, siteFile, Instant.FromDateTimeOffset(surroundings.Clock.GetUtcNow()))).AddRange(JournalCheck.Of(site, dataFolder));
        return site.Site.Loads.Any(load => load.Value is null) && site.Hashprice is null
            ? [good, Point(site, keys), .. fit, new("site-hashprice", CheckStatus.Absent, "the site has no hash price of its own", "Give a series with --hashprice, or write revenue.hashprice_usd_per_ph_day.")]
            : [good, Point(site, keys), .. fit];
    }

    private static Check Point(SiteDefinition site, ImmutableArray<SeriesKey> keys)
    {
        var prices = keys.Where(key => key.Product is Product.RealTimePrice or Product.DayAheadPrice && (key.Market == site.Operator || key.Market == AnyMarket)).ToList();
        if (prices.Exists(key => key.Point == site.SettlementPoint))
        {
            return new("site-prices", CheckStatus.Good, $"the archive holds prices of {site.SettlementPoint}");
        }

        var near = prices.Count == 0 ? "" : $"; near it are {string.Join(", ", NearPoints.To(site.SettlementPoint.ToString(), prices.Select(key => key.Point.ToString())))}";
        return new(
            "site-prices",
            CheckStatus.Absent,
            $"the archive holds no price of {site.SettlementPoint} in the market {site.Operator}{near}",
            "Import its price files, or give them with --prices.");
    }

    private static Check Browser(Surroundings surroundings)
    {
        var found = _browsers.Select(surroundings.ProgramOnPath).FirstOrDefault(path => path is not null);
        return found is null
            ? new("chromium", CheckStatus.Absent, "no chromium on the PATH", "Only the project's own browser tests need it.")
            : new("chromium", CheckStatus.Good, found);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
