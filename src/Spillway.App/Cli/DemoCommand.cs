using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Reports;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Markets.Synthetic;

namespace Spillway.App.Cli;

/// <summary><c>spillway demo</c>: a sample site over a synthetic year, with nothing else at hand.</summary>
/// <remarks>It writes its inputs where a person can open them and then does what <c>backtest</c> does with them.</remarks>
internal static class DemoCommand
{
    private const string SiteResource = "Spillway.App.Cli.demo-site.yaml";
    private const int DefaultSeed = 1;
    private const int LearningYear = 2023;
    private const int Year = LearningYear + 1;

    public static Command Create(Terminal terminal)
    {
        var seed = new Option<int>("--seed") { Description = "Which synthetic years; the same seed gives the same result on every machine.", HelpName = "N", DefaultValueFactory = _ => DefaultSeed };
        var folder = new Option<string?>("--folder") { Description = "Where the site file, the prices and the report go; by default 'demo' in the data folder.", HelpName = "FOLDER" };
        var command = new Command("demo", "Run the four policies on a sample site of three halls over a synthetic year, and write the report.") { seed, folder };
        command.SetAction((parsed, cancellation) =>
        {
            Run(terminal, parsed.GetValue(seed), parsed.GetValue(folder) ?? Path.Combine(terminal.DataFolder, "demo"), cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(Terminal terminal, int seed, string folder, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(terminal);
        progress.Show("generating two years of prices");
        var request = Request(seed, folder, cancellation);
        var site = SiteFile.Read(request.SiteFile);
        var loaded = BacktestLoading.Load(site, request, terminal.DataFolder, cancellation);
        progress.Show("learning from the first year");
        var runner = new BacktestRunner(terminal.Time, new(new(terminal.DataFolder), terminal.Time));
        var comparison = runner.Run(
            site, loaded.Input, request.Policies, policy => progress.Steps(policy, loaded.Input.Range.Length), cancellation) with
        {
            Files = [InputFile.OfSite(request.SiteFile), .. loaded.Files],
        };
        progress.Dispose();
        var report = new BacktestReport(comparison, loaded.Findings) { Notices = [Notice(seed)], ForecastScores = ForecastTables.Of(comparison) };
        BacktestResults.Write(terminal, new(null, Path.Combine(folder, "report.html"), null), report);
        Conclude(terminal, comparison, seed);
    }

    private static BacktestRequest Request(int seed, string folder, CancellationToken cancellation)
    {
        var site = Path.Combine(folder, "site.yaml");
        try
        {
            Directory.CreateDirectory(folder);
            using var resource = typeof(DemoCommand).Assembly.GetManifestResourceStream(SiteResource);
            Invariant.Holds(resource is not null);
            using var file = File.Create(site);
            resource.CopyTo(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(BacktestErrors.CannotWrite, $"'{site}': {failure.Message}", failure);
        }

        var prices = new[] { LearningYear, Year }.Select(year =>
        {
            var path = Path.Combine(folder, SyntheticYear.FileName(seed, year));
            TidyFile.Write(path, SyntheticYear.Generate(seed, year).Columns, isLong: false, cancellation);
            return path;
        });
        return new(site, [.. prices], null, [], [], [], new LocalDate(Year, 1, 1), new LocalDate(Year + 1, 1, 1), []);
    }

    private static string Notice(int seed) =>
        string.Create(CultureInfo.InvariantCulture, $"These prices are synthetic (seed {seed}): made up to behave like ERCOT's, paid by nobody.");

    // What it shows, in three sentences.
    private static void Conclude(Terminal terminal, Comparison comparison, int seed)
    {
        var currency = comparison.Site.Currency;
        var always = comparison["always-on"].Run.Totals.Net;
        var strike = comparison["strike"].Run.Totals.Net;
        var ahead = comparison["look-ahead"].Run.Totals.Net;
        var sentences = string.Create(CultureInfo.InvariantCulture,
            $"Stopping each hall when the last price is above what its machines earn made {Shown.Money(strike - always)} {currency} more than running through everything, and weighing restarts against what usually follows such a price made {Shown.Money(ahead - strike)} {currency} on top. "
            + $"With every price known beforehand another {Shown.Money(comparison["foresight"].Run.Totals.Net - ahead)} {currency} were possible: look-ahead left {comparison["look-ahead"].Regret:0.00} of what the strike rule left. ")
            + Notice(seed);
        terminal.Output.WriteLine();
        WrappedText.Write(terminal.Output, sentences, 0, terminal.Width);
    }
}
