using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using Spillway.Markets;
using Spillway.Markets.Archive;
using Spillway.Units;

namespace Spillway.App.Cli;

/// <summary>Which series a person asks for: the options that <c>prices info</c> and <c>prices export</c> have in common.</summary>
internal sealed class PricesFilter
{
    public Option<string[]> Points { get; } = new("--point")
    {
        Description = "Only this settlement point, such as LZ_WEST; may be given several times.",
        HelpName = "NAME",
    };

    public Option<string?> Product { get; } = new("--product")
    {
        Description = $"Only this product: {string.Join(", ", ProductNames.All)}.",
        HelpName = "NAME",
    };

    public Option<string?> Market { get; } = new("--market")
    {
        Description = "Only this market, such as ercot.",
        HelpName = "NAME",
    };

    public PricesFilter()
    {
        Product.AcceptOnlyFromAmong([.. ProductNames.All]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(Points);
        command.Options.Add(Product);
        command.Options.Add(Market);
    }

    /// <summary>The condition the parsed options make.</summary>
    public Predicate<SeriesKey> Wanted(ParseResult parsed)
    {
        var points = (parsed.GetValue(Points) ?? []).Select(SettlementPoint.FromColumn).ToHashSet();
        var names = points.Where(point => point.Type == SettlementPointType.Unknown).Select(point => point.Name).ToHashSet();
        var product = parsed.GetValue(Product) is { } name ? ProductNames.Parse(name) : null;
        var market = parsed.GetValue(Market);
        return key => (points.Count == 0 || points.Contains(key.Point) || names.Contains(key.Point.Name))
            && (product is null || key.Product == product)
            && (market is null || key.Market == market);
    }

    /// <summary>An option that takes an instant, or a day as the UTC midnight it begins with.</summary>
    public static Option<Instant?> InstantOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "INSTANT",
        CustomParser = result => Parsed(result, name)?.In(DateTimeZone.Utc),
    };

    /// <summary>An option that takes an instant, or a local day of the market.</summary>
    public static Option<DayOrInstant?> DayOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DAY|INSTANT",
        CustomParser = result => Parsed(result, name),
    };

    private static DayOrInstant? Parsed(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        var parsed = DayOrInstant.Parse(text);
        if (parsed is null)
        {
            result.AddError($"'{text}' is neither an instant such as 2023-08-17T05:00:00Z nor a date such as 2023-08-17 ({name}).");
        }

        return parsed;
    }
}
