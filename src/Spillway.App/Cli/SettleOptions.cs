using System.CommandLine;
using Spillway.App.Backtests;
using Spillway.App.Statements;

namespace Spillway.App.Cli;

/// <summary>The options of <c>spillway settle</c>.</summary>
internal sealed class SettleOptions
{
    public Argument<string> SiteFile { get; } = new("SITE.yaml") { Description = "The site file." };

    public Option<string[]> Prices { get; } = new("--prices")
    {
        Description = "A price file, recognised by its content; may be given several times, the later file stands. Without it the archive is read.",
    };

    public Option<string[]> Meter { get; } = new("--meter")
    {
        Description = "A meter file, CSV interval_start_utc,meter,energy_mwh,quality; may be given several times, their order does not matter.",
        Required = true,
    };

    public Option<string[]> Awards { get; } = new("--awards")
    {
        Description = "An awards file: day-ahead energy and ancillary services by contract; may be given several times.",
    };

    public Option<string?> Hashprice { get; } = new("--hashprice")
    {
        Description = "A hash price series (CSV date_utc,hashprice_usd_per_ph_day, or an economics file) instead of the site file's constant.",
    };

    public Option<string> From { get; } = new("--from") { Description = "First local day, YYYY-MM-DD.", Required = true };

    public Option<string> To { get; } = new("--to") { Description = "The local day after the last, YYYY-MM-DD.", Required = true };

    public Option<string?> Json { get; } = new("--json") { Description = "Write the statement as JSON to FILE; - is standard output, and then nothing else goes there." };

    public Option<string?> Csv { get; } = new("--csv") { Description = "Write every line with its sources as CSV to FILE, gzipped where its name ends in .gz; - is standard output." };

    /// <summary>A command with all of them.</summary>
    public Command Command()
    {
        Prices.AllowMultipleArgumentsPerToken = true;
        Meter.AllowMultipleArgumentsPerToken = true;
        Awards.AllowMultipleArgumentsPerToken = true;
        return new Command("settle", "What a site owes and is owed over a range: every charge, line by line, from its meter and prices.")
        {
            SiteFile, Prices, Meter, Awards, Hashprice, From, To, Json, Csv,
        };
    }

    /// <summary>What the person asked for.</summary>
    public SettleRequest Request(ParseResult parsed) => new(
        parsed.GetRequiredValue(SiteFile),
        [.. parsed.GetValue(Prices) ?? []],
        [.. parsed.GetValue(Meter) ?? []],
        [.. parsed.GetValue(Awards) ?? []],
        parsed.GetValue(Hashprice),
        BacktestRange.Date("--from", parsed.GetRequiredValue(From)),
        BacktestRange.Date("--to", parsed.GetRequiredValue(To)));

    /// <summary>Where the results go: for <c>--json</c> and <c>--csv</c>.</summary>
    public OutputTargets Targets(ParseResult parsed) => new([("--json", parsed.GetValue(Json)), ("--csv", parsed.GetValue(Csv))]);
}
