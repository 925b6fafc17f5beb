using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;
using Spillway.App.Rules;
using Spillway.App.Sites.Contracts;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>Reads a site file: YAML in which every key is known, every value is checked and every default is written down.</summary>
public static class SiteFile
{
    private const int CurrencyLetters = 3;

    /// <summary>Reads a site file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says, every default filled in.</returns>
    /// <exception cref="Engine.RefusedException">One of <see cref="SiteFileErrors"/>; the message names file, line, column,
    /// value, unit and what to do.</exception>
    public static SiteDefinition Read(string path) => ReadWithOrigins(path, null).Definition;

    /// <summary>Reads a site file that was kept without its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rules">The rules at hand; null for those that the program carries.</param>
    /// <param name="beside">Where the files lie that it names, by the name.</param>
    /// <returns>What it says, every default filled in.</returns>
    /// <exception cref="Engine.RefusedException">One of <see cref="SiteFileErrors"/> or of the contracts' errors.</exception>
    public static SiteDefinition Read(string path, RuleLibrary? rules, Func<string, string> beside)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Read(path, rules, new SiteFileContext(path, SiteKeys.Table), beside).Definition;
    }

    /// <summary>Reads a site's text that is in no file yet.</summary>
    /// <param name="path">The file that it would be; messages name it.</param>
    /// <param name="text">What would stand in it.</param>
    /// <param name="rules">The rules at hand; null for those that the program carries.</param>
    /// <param name="beside">Where the files lie that it names, by the name.</param>
    /// <returns>What it says, and every setting with its origin.</returns>
    /// <exception cref="Engine.RefusedException">One of <see cref="SiteFileErrors"/> or of the contracts' errors.</exception>
    public static SiteReading ReadText(string path, string text, RuleLibrary? rules, Func<string, string> beside)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(text);
        return Read(new SiteFileContext(path, SiteKeys.Table), SiteFileText.Load(path, text, KeyFileFaults.OfSite), rules, beside);
    }

    /// <summary>Reads a site file by rules of markets that may have been replaced in the data folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rules">The rules at hand; null for those that the program carries.</param>
    /// <returns>What it says, every default filled in.</returns>
    /// <exception cref="Engine.RefusedException">One of <see cref="SiteFileErrors"/> or of the contracts' errors.</exception>
    public static SiteDefinition Read(string path, RuleLibrary? rules) => ReadWithOrigins(path, rules).Definition;

    /// <summary>Reads a site file and tells where each value comes from.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rules">The rules of markets at hand; null for those that the program carries.</param>
    /// <returns>What it says, and every setting with its origin.</returns>
    /// <exception cref="Engine.RefusedException">One of <see cref="SiteFileErrors"/>.</exception>
    public static SiteReading ReadWithOrigins(string path, RuleLibrary? rules)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var folder = Path.GetDirectoryName(path) ?? "";
        return Read(path, rules, new SiteFileContext(path, SiteKeys.Table), name => Path.Combine(folder, name));
    }

    private static SiteReading Read(string path, RuleLibrary? rules, SiteFileContext context, Func<string, string> beside) =>
        Read(context, SiteFileText.Load(path, KeyFileFaults.OfSite), rules, beside);

    private static SiteReading Read(SiteFileContext context, YamlDotNet.RepresentationModel.YamlMappingNode text, RuleLibrary? rules, Func<string, string> beside)
    {
        var path = context.Path;
        var named = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var top = new SiteSection(context, "", "", text);
        var id = top.Name("site");
        var name = top.Word("name", id);
        var zone = Zone(top);
        context.Currency = Currency(top);
        var market = top.Child("market");
        var @operator = Operator(market);
        var point = SettlementPoint.FromColumn(market.Word("settlement_point"));
        var limits = Limits(top.Child("interconnection"));
        var loads = top.List("loads");
        var revenue = top.Child("revenue");
        var poolFee = new Ratio(revenue.Number("pool_fee_ratio", 0m));
        var groups = LoadReader.Read(loads, poolFee);
        var ownRules = market.Has("rules") ? market.Word("rules") : null;
        var rulesFile = ownRules is null ? null : Beside(ownRules);
        var setting = new ContractSetting(zone, context.Currency, new(Market), limits.Import, groups, Beside);
        var (contracts, programmes) = ContractReader.Read(top, setting);
        var pool = Pool(revenue, contracts);
        var site = new Site(new(id), limits, pool is null ? groups : [.. groups.Select(pool.Applied)], contracts);
        var hashprice = revenue.OptionalNumber("hashprice_usd_per_ph_day") is { } price ? new Hashprice(price) : pool?.Hashprice;
        var desk = top.Child("desk");
        var policy = Policy(desk);
        var knows = desk.Word("knows", "previous") == "current" ? Knowledge.Current : Knowledge.Previous;
        var priced = top.Child("prices");
        var installation = new Installation(
            InstallationReader.Loads(loads, site.Loads),
            InstallationReader.Meters(top.List("meters")),
            DeskReader.Prices(priced, point),
            DeskReader.Desk(desk, top.Child("fail_safe"), limits.Import))
        {
            Publications = DeskReader.Publications(top.Child("publications")),
        };
        DeskReader.CheckPlace(priced, installation);
        var definition = new SiteDefinition(site, name, zone, context.Currency, @operator, point, hashprice, policy, knows)
        {
            Installation = installation,
            Programmes = programmes,
            Beside = named.Where(file => File.Exists(file.Value)).ToImmutableSortedDictionary(StringComparer.Ordinal),
            RulesFile = rulesFile,
            Scheme = market.Has("scheme") ? market.Name("scheme") : null,
            InventoryFolder = top.Text("inventory") is { } inventory ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, inventory) : null,
            BitcoinPrice = revenue.OptionalNumber("price_usd_per_bitcoin"),
            CoincidentPeakRate = desk.OptionalNumber("coincident_peak_usd_per_mw_year") is { } rate ? new YearlyCapacityPrice(rate) : null,
        };
        return new(definition, context.Settings);

        string Beside(string file) => named[file] = beside(file);

        ContractMarket Market() => ContractMarket.Of(
            @operator, rulesFile is null ? (rules ?? RuleLibrary.OfProgram()).Find(@operator) : RuleLibrary.OfFile(ownRules!, rulesFile));
    }

    /// <summary>A time zone.</summary>
    /// <param name="section">Where it stands.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The zone.</returns>
    internal static DateTimeZone Zone(SiteSection section, string key = "time_zone")
    {
        var name = section.Word(key);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone && TzdbDateTimeZoneSource.Default.GetIds().Contains(name, StringComparer.Ordinal))
        {
            return zone;
        }

        var near = string.Join(", ", NearestNames.Of(name, DateTimeZoneProviders.Tzdb.Ids, 3));
        throw section.Refuse(SiteFileErrors.UnknownTimeZone, key, $"{section.Full(key)} is '{name}'; near it are {near}.");
    }

    /// <summary>The currency of a file.</summary>
    /// <param name="top">Where it stands.</param>
    /// <returns>Three capital letters.</returns>
    internal static string Currency(SiteSection top)
    {
        var text = top.Word("currency");
        return text.Length == CurrencyLetters && text.All(char.IsAsciiLetterUpper)
            ? text
            : throw top.Refuse(SiteFileErrors.BadCurrency, "currency", $"currency is '{text}'.");
    }

    private static string Operator(SiteSection market)
    {
        var text = market.Name("operator");
        return text.Any(char.IsAsciiLetterUpper)
            ? throw market.Refuse(SiteFileErrors.UnknownWord, "operator", $"market.operator is '{text}', and is written in lower case: '{string.Concat(text.Select(char.ToLowerInvariant))}'.")
            : text;
    }

    // A pool without dates is how the site earns at all times, so it is part of what machines are worth when they are decided.
    private static MiningPool? Pool(SiteSection revenue, ImmutableArray<IContract> contracts)
    {
        var pools = contracts.OfType<MiningPool>().ToList();
        if (pools.Count > 0 && revenue.Has("pool_fee_ratio"))
        {
            throw revenue.Refuse(SiteFileErrors.Contradiction, "pool_fee_ratio", $"{revenue.Full("pool_fee_ratio")} and contracts[{pools[0].Id}] both say what the pool keeps.");
        }

        var pool = pools.Find(one => one.Term == ContractTerm.Always);
        return pool?.Hashprice is not null && revenue.Has("hashprice_usd_per_ph_day")
            ? throw revenue.Refuse(SiteFileErrors.Contradiction, "hashprice_usd_per_ph_day", $"{revenue.Full("hashprice_usd_per_ph_day")} and contracts[{pool.Id}] both say what hash rate earns.")
            : pool;
    }

    private static SiteLimits Limits(SiteSection section)
    {
        var import = section.RequiredNumber("import_limit_mw");
        var down = section.OptionalNumber("ramp_down_mw_per_min");
        var up = section.OptionalNumber("ramp_up_mw_per_min");
        return new(new(import), down is { } fall ? new Megawatts(fall) : null, up is { } rise ? new Megawatts(rise) : null);
    }

    private static string Policy(SiteSection desk)
    {
        var text = desk.Word("policy", "look-ahead");
        var name = text.Split(':')[0];
        return SiteKeys.Policies.Contains(name) ? text : throw desk.Unknown("policy", name, SiteKeys.Policies);
    }
}
