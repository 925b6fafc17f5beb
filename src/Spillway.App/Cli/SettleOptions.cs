using System.CommandLine;
using Spillway.App.Backtests;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;

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
    };

    public Option<string?> Journal { get; } = new("--journal")
    {
        Description = "The data folder of a desk: its journal gives readings where no --meter is given, prices where no --prices is given, what restarting machines drew, and what was planned.",
        HelpName = "PATH",
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

    public Option<string?> Rules { get; } = RulesOption.Create();

    public Option<string?> Json { get; } = new("--json") { Description = "Write the statement as JSON to FILE; - is standard output, and then nothing else goes there." };

    public Option<string?> Csv { get; } = new("--csv") { Description = "Write every line with its sources as CSV to FILE, gzipped where its name ends in .gz; - is standard output." };

    public Option<string?> Html { get; } = new("--html") { Description = "Write the statement as one self-contained page to FILE.", HelpName = "FILE" };

    public Option<string?> Xlsx { get; } = new("--xlsx") { Description = "Write the statement as a workbook to FILE.", HelpName = "FILE" };

    public Option<string?> Customers { get; } = new("--customers")
    {
        Description = "Write each hosted customer's own statement to DIR/CONTRACT/CUSTOMER.html, .csv and .json; nothing of others is in it.",
        HelpName = "DIR",
    };

    public Option<string?> As { get; } = new("--as")
    {
        Description = "Book the statement of a whole local month in the data folder: initial, final or true-up. Without it nothing is kept.",
    };

    public Option<bool> Close { get; } = new("--close")
    {
        Description = "With --as: close the month. Later corrections of it are booked as true-up and land in the next open month.",
    };

    public Option<string?> Difference { get; } = new("--difference")
    {
        Description = "With --as: write what changed since the version before, line by line with its cause, as CSV to FILE; - is standard output.",
    };

    /// <summary>A command with all of them.</summary>
    public Command Command()
    {
        As.AcceptOnlyFromAmong([.. BookKinds.Asked]);
        AllowSeveral();
        Xlsx.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() == ResultFile.Output)
            {
                result.AddError("--xlsx wants a file: a workbook is bytes and not for standard output.");
            }
        });
        var command = new Command("settle", "What a site owes and is owed over a range: every charge, line by line, from its meter and prices.")
        {
            SiteFile, Prices, Meter, Journal, Awards, Hashprice, From, To, Rules, Json, Csv, Html, Xlsx, Customers, As, Close, Difference,
        };
        WantReadings(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(As) is null && (result.GetValue(Close) || result.GetValue(Difference) is not null))
            {
                result.AddError("--close and --difference are about a booked month: give --as too.");
            }
        });
        return command;
    }

    /// <summary>Several files may follow an option that takes several.</summary>
    public void AllowSeveral()
    {
        foreach (var option in new[] { Prices, Meter, Awards })
        {
            option.AllowMultipleArgumentsPerToken = true;
        }
    }

    /// <summary>Refuses a command line that names neither meter files nor a journal.</summary>
    /// <param name="command">The command that settles.</param>
    public void WantReadings(Command command) => command.Validators.Add(result =>
    {
        if (result.GetValue(Journal) is null && result.GetValue(Meter) is not { Length: > 0 })
        {
            result.AddError("Give --meter FILE, or --journal PATH for the readings of a desk.");
        }
    });

    /// <summary>What the person asked for.</summary>
    public SettleRequest Request(ParseResult parsed) => new(
        parsed.GetRequiredValue(SiteFile),
        [.. parsed.GetValue(Prices) ?? []],
        [.. parsed.GetValue(Meter) ?? []],
        [.. parsed.GetValue(Awards) ?? []],
        parsed.GetValue(Hashprice),
        BacktestRange.Date("--from", parsed.GetRequiredValue(From)),
        BacktestRange.Date("--to", parsed.GetRequiredValue(To)))
    {
        RulesFolder = parsed.GetValue(Rules),
        Journal = parsed.GetValue(Journal),
    };

    /// <summary>What the statement is booked as; null where it is not booked.</summary>
    public BookKind? Kind(ParseResult parsed) => parsed.GetValue(As) is { } name ? BookKinds.Parse(name) : null;

    /// <summary>Where the results go: for <c>--json</c>, <c>--csv</c>, <c>--html</c> and <c>--xlsx</c>.</summary>
    public OutputTargets Targets(ParseResult parsed) => new(
        [("--json", parsed.GetValue(Json)), ("--csv", parsed.GetValue(Csv)), ("--html", parsed.GetValue(Html)), ("--xlsx", parsed.GetValue(Xlsx)), ("--difference", parsed.GetValue(Difference))]);
}
