using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spillway.Markets.Archive;
using Spillway.Markets.Synthetic;

namespace Spillway.App.Cli;

/// <summary><c>spillway prices generate</c>: a synthetic year that says of itself that it is one.</summary>
internal static class PricesGenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        var seed = new Option<int>("--seed") { Description = "Which of the possible years; the same seed gives the same prices on every machine.", HelpName = "N", Required = true };
        var year = new Option<int>("--year") { Description = $"The local calendar year, {SyntheticYear.FirstYear} to {SyntheticYear.LastYear}.", HelpName = "YEAR", Required = true };
        var market = new Option<string>("--market") { Description = "Whose prices it resembles; also the market it is filed under.", HelpName = "NAME", DefaultValueFactory = _ => SyntheticYear.Market };
        var output = new Option<string?>("--out") { Description = "The file to write, gzipped where its name ends in .gz; by default synthetic_MARKET_YEAR_seedN.csv.gz here.", HelpName = "FILE" };
        var import = new Option<bool>("--import") { Description = "Take the year into the price archive too; without --out no file is written then." };
        market.AcceptOnlyFromAmong(SyntheticYear.Market);
        year.Validators.Add(result =>
        {
            if (result.GetValue(year) is < SyntheticYear.FirstYear or > SyntheticYear.LastYear)
            {
                result.AddError($"--year {result.GetValue(year)} is not from {SyntheticYear.FirstYear} to {SyntheticYear.LastYear}.");
            }
        });
        var command = new Command("generate", "Write a synthetic year of real-time prices, for samples and demonstrations.") { seed, year, market, output, import };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (number, of) = (parsed.GetValue(seed), parsed.GetValue(year));
            var generated = SyntheticYear.Generate(number, of);
            var path = parsed.GetValue(output) ?? (parsed.GetValue(import) ? null : SyntheticYear.FileName(number, of));
            if (path is not null)
            {
                var rows = TidyFile.Write(path, generated.Columns, isLong: false, cancellation);
                terminal.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of {generated.Columns.Length} synthetic series written to '{path}'."));
            }

            if (parsed.GetValue(import))
            {
                var knownAt = Instant.FromDateTimeOffset(terminal.Time.GetUtcNow());
                var imports = await new PriceArchive(terminal.DataFolder).ImportAsync([generated], knownAt, cancellation).ConfigureAwait(false);
                PricesImportCommand.Show(terminal, imports);
            }

            return 0;
        });
        return command;
    }
}
