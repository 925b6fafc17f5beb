using System.Collections.Immutable;
using System.CommandLine;
using Spillway.App.Backtests;
using Spillway.App.Sweeps;

namespace Spillway.App.Cli;

/// <summary>The options of <c>spillway backtest</c>.</summary>
internal sealed class BacktestOptions
{
    public Argument<string> SiteFile { get; } = new("SITE.yaml") { Description = "The site file." };

    public Option<string[]> Prices { get; } = new("--prices")
    {
        Description = "A price file, recognised by its content; may be given several times and may reach further back than --from. Without it the archive is read.",
    };

    public Option<string?> Hashprice { get; } = new("--hashprice")
    {
        Description = "A hash price series (CSV date_utc,hashprice_usd_per_ph_day, or an economics file) instead of the site file's constant.",
    };

    public Option<string> From { get; } = new("--from") { Description = "First local day, YYYY-MM-DD.", Required = true };

    public Option<string> To { get; } = new("--to") { Description = "The local day after the last, YYYY-MM-DD.", Required = true };

    public Option<string?> Policy { get; } = new("--policy")
    {
        Description = "Policies parted by commas, with parameters where they take some: strike:price=80,restart=60. Default: all four.",
    };

    public Option<string[]> DayAhead { get; } = new("--day-ahead")
    {
        Description = "A day-ahead price file; day D is known from the time that the market's rules state, else from 13:30 market time on D-1.",
    };

    public Option<string[]> Load { get; } = new("--load") { Description = "A system load file; an hour is known one hour after its end." };

    public Option<string[]> Wind { get; } = new("--wind") { Description = "A generation file with wind; an hour is known one hour after its end." };

    public Option<string[]> Awards { get; } = AwardsOption.Create();

    public Option<string[]> Sweep { get; } = new("--sweep")
    {
        Description = "Vary a setting: strike-price=60:140:10, hashprice=40|55|70, model=a|b, restart-minutes=0:30:5. Several make a grid.",
    };

    public Option<string?> Rules { get; } = RulesOption.Create();

    public Option<string?> Json { get; } = new("--json") { Description = "Write the result as JSON to FILE; - is standard output, and then nothing else goes there." };

    public Option<string?> Html { get; } = new("--html") { Description = "Write a self-contained report to FILE; with --sweep, a plot and a table." };

    public Option<string?> Decisions { get; } = new("--decisions") { Description = "Write a CSV row an interval and group to FILE, gzipped where its name ends in .gz; - is standard output." };

    /// <summary>A command with all of them.</summary>
    public Command Command()
    {
        foreach (var many in new[] { Prices, DayAhead, Load, Wind, Sweep })
        {
            many.AllowMultipleArgumentsPerToken = true;
        }

        return new Command("backtest", "What each way of running the site would have earned over archived prices.")
        {
            SiteFile, Prices, Hashprice, From, To, Policy, DayAhead, Load, Wind, Awards, Sweep, Rules, Json, Html, Decisions,
        };
    }

    /// <summary>What a sweep varies; empty for a single backtest.</summary>
    public ImmutableArray<SweepAxis> Axes(ParseResult parsed) => [.. (parsed.GetValue(Sweep) ?? []).Select(SweepAxis.Parse)];

    /// <summary>Where the results go.</summary>
    public ResultTargets Targets(ParseResult parsed) => new(parsed.GetValue(Json), parsed.GetValue(Html), parsed.GetValue(Decisions));

    /// <summary>What the person asked for.</summary>
    public BacktestRequest Request(ParseResult parsed) => new(
        parsed.GetRequiredValue(SiteFile),
        [.. parsed.GetValue(Prices) ?? []],
        parsed.GetValue(Hashprice),
        [.. parsed.GetValue(DayAhead) ?? []],
        [.. parsed.GetValue(Load) ?? []],
        [.. parsed.GetValue(Wind) ?? []],
        BacktestRange.Date("--from", parsed.GetRequiredValue(From)),
        BacktestRange.Date("--to", parsed.GetRequiredValue(To)),
        parsed.GetValue(Policy) is { } policies ? PolicyList.Split(policies) : ImmutableArray<string>.Empty)
    {
        Awards = [.. parsed.GetValue(Awards) ?? []],
        RulesFolder = parsed.GetValue(Rules),
    };
}
