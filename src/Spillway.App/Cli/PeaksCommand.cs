using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Peaks;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Engine.Forecasts.CoincidentPeaks;

namespace Spillway.App.Cli;

/// <summary><c>spillway peaks</c>: when the system's peak may come, and what curtailing for it would have caught.</summary>
internal static class PeaksCommand
{
    private const decimal DefaultHours = 60m;
    private const decimal MostHours = 2_000m;
    private const decimal HighestRate = 10_000_000m;

    public static Command Create(Terminal terminal)
    {
        var load = new Option<string[]>("--load") { Description = "A file of the system's load: ERCOT's native load, or tidy with a column ERCOT or load_mw, by the hour or shorter. May be given several times and should reach further back than --from; an hour is known one hour after its end.", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
        var generation = new Option<string[]>("--generation") { Description = "A file of the system's generation by the quarter hour (ERCOT's fuel mix): tells of the hours whose load is not yet known. A quarter hour is known 15 minutes after its end.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var weather = new Option<string[]>("--weather") { Description = "A CSV of temperatures where the load is drawn, by the hour: hour_start_utc, temperature_c and, of a forecast, known_utc, from when on it counts. Without known_utc an hour was measured, and is known one hour after its end. May be given several times and should reach as far back as the load.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var from = new Option<string>("--from") { Description = "First local day, YYYY-MM-DD.", Required = true };
        var to = new Option<string>("--to") { Description = "The local day after the last, YYYY-MM-DD.", Required = true };
        var hours = Number("--hours", "The dial: hours to curtail in a year's June to September, at most.", "H", MostHours);
        hours.DefaultValueFactory = _ => DefaultHours;
        var rate = Number("--rate-usd-per-mw-year", "What a MW at all peaks costs in a year. Default: the market rules' rate of the year after, or of the nearest year that has one.", "USD", HighestRate);
        rate.Aliases.Add("--rate");
        var market = new Option<string>("--market") { Description = "The market whose rules count the peaks.", DefaultValueFactory = _ => "ercot" };
        var curve = new Option<bool>("--curve") { Description = "Show also what other settings of the dial would have caught and missed." };
        var folder = RulesOption.Create();
        var csv = new Option<string?>("--csv") { Description = "Write every judged quarter hour that something is known of as a CSV row to a file, also of a summer that is not over; '-' writes to standard output and nothing else there.", HelpName = "FILE|-" };
        var json = JsonTarget.Option();
        var command = new Command("peaks", "The chance of each quarter hour to be its month's coincident peak, and what curtailing by it would have caught.")
        {
            load, generation, weather, from, to, hours, rate, market, folder, curve, csv, json,
        };
        command.Validators.Add(result =>
        {
            if (JsonTarget.IsOutput(result.GetValue(csv)) && JsonTarget.IsOutput(result.GetValue(json)))
            {
                result.AddError("--csv - and --json - both want standard output; give one of them a file.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            Run(
                terminal,
                new(
                    [.. parsed.GetRequiredValue(load)],
                    [.. parsed.GetValue(generation) ?? []],
                    BacktestRange.Date("--from", parsed.GetRequiredValue(from)),
                    BacktestRange.Date("--to", parsed.GetRequiredValue(to)),
                    parsed.GetRequiredValue(market),
                    parsed.GetValue(rate),
                    parsed.GetValue(hours)!.Value)
                {
                    WeatherFiles = [.. parsed.GetValue(weather) ?? []],
                },
                RulesOption.Open(terminal, parsed, folder),
                new(parsed.GetValue(curve), parsed.GetValue(csv), parsed.GetValue(json)),
                cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Option<decimal?> Number(string name, string description, string help, decimal most)
    {
        var option = new Option<decimal?>(name) { Description = description, HelpName = help };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } value && (value < 0m || value > most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; give a number from 0 to {most}."));
            }
        });
        return option;
    }

    private static void Run(Terminal terminal, PeakRequest request, RuleLibrary library, Wanted wanted, CancellationToken cancellation)
    {
        if (request.To <= request.From)
        {
            throw new RefusedException(BacktestErrors.RangeIsEmpty, $"--from {request.From:uuuu-MM-dd} --to {request.To:uuuu-MM-dd} holds no day.");
        }

        foreach (var target in new[] { wanted.Csv, wanted.Json }.OfType<string>())
        {
            ResultFile.Check(target);
        }

        var rules = library.Require(request.Market);
        using var progress = new ProgressLine(terminal);
        progress.Show("reading loads");
        var load = SystemLoadFiles.Read(request.LoadFiles, terminal.Errors.WriteLine, cancellation)
            .With(GenerationFiles.Read(request.GenerationFiles, cancellation));
        var (first, end) = (request.From.AtStartOfDayInZone(rules.Zone).ToInstant(), request.To.AtStartOfDayInZone(rules.Zone).ToInstant());
        load = load with { Temperatures = WeatherFiles.Read(request.WeatherFiles, new(load.Begin ?? first, first, end), terminal.Errors.WriteLine, cancellation) };
        progress.Show("estimating");
        var run = new PeakRun(rules, load);
        var summers = run.Summers(request, wanted.Csv is null, cancellation);
        progress.Clear();
        if (wanted.Csv is not null)
        {
            ResultFile.Write(terminal, wanted.Csv, output => PeaksCsv.Write(
                output,
                summers.Select(summer => (summer.Curtailed(request.Hours, PaceSettings.Frozen), run.Rate(summer.Year, request.RateUsdPerMwYear).UsdPerMwYear)),
                (first, end),
                !load.Temperatures.IsEmpty));
        }

        Tell(terminal, request, wanted, run, [.. summers.Where(summer => run.IsWhole(summer, request))], rules.Zone);
    }

    private static void Tell(
        Terminal terminal, PeakRequest request, Wanted wanted, PeakRun run, ImmutableArray<PeakSummer> summers, DateTimeZone zone)
    {
        var years = summers.Select(summer => run.Judge(summer, request.Hours, request.RateUsdPerMwYear)).ToImmutableArray();
        if (years.IsEmpty)
        {
            terminal.Errors.WriteLine($"No year between {request.From:uuuu-MM-dd} and {request.To:uuuu-MM-dd} has load for each of its peak months.");
        }

        if (wanted.Json is not null)
        {
            JsonTarget.Write(terminal, wanted.Json, PeaksJson.Of(years));
        }

        if (JsonTarget.IsOutput(wanted.Json) || JsonTarget.IsOutput(wanted.Csv) || years.IsEmpty)
        {
            return;
        }

        PeaksScreen.Years(terminal, years, zone);
        if (wanted.WithCurve)
        {
            PeaksScreen.Curve(terminal, [.. PeakCurve.Settings.Select(hours =>
                PeakCurve.Sum([.. summers.Select(summer => run.Judge(summer, hours, request.RateUsdPerMwYear))]))]);
        }
    }

    private sealed record Wanted(bool WithCurve, string? Csv, string? Json);
}
