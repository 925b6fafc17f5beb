using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spillway.App.Rules;
using Spillway.Markets.Archive;

namespace Spillway.App.Cli;

/// <summary><c>spillway prices info</c>: what the archive holds, by point and local year.</summary>
internal static class PricesInfoCommand
{
    private static readonly ImmutableArray<string> _numbers =
        ["year", "interval", "intervals", "covered", "gaps", "min", "mean", "max", "below 0", "above cap"];

    public static Command Create(Terminal terminal)
    {
        var filter = new PricesFilter();
        var year = new Option<int[]>("--year") { Description = "Only this local year; may be given several times.", HelpName = "YEAR" };
        var json = JsonTarget.Option();
        var command = new Command("info", "Show what the price archive holds: coverage, gaps and figures by point and local year.") { year, json };
        filter.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var years = parsed.GetValue(year) ?? [];
            var archive = new PriceArchive(terminal.DataFolder);
            ImmutableArray<SeriesCoverage> coverage = [.. archive.Coverage(filter.Wanted(parsed), RuleLibrary.Open(terminal.DataFolder).Find)
                .Where(one => years.Length == 0 || years.Contains(one.Year))];
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, Json(coverage, archive.Sources()));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, coverage);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static void Show(Terminal terminal, ImmutableArray<SeriesCoverage> coverage)
    {
        if (coverage.IsEmpty)
        {
            terminal.Output.WriteLine($"The archive in '{terminal.DataFolder}' holds nothing of that. Import with 'spillway prices import FILE…'.");
            return;
        }

        foreach (var group in coverage.GroupBy(one => (one.Key.Market, one.Key.Product)))
        {
            terminal.Output.WriteLine($"{group.Key.Market} {ProductNames.Of(group.Key.Product)}, {ProductNames.Unit(group.Key.Product)}");
            var table = new Table().Border(TableBorder.Simple).AddColumn("point");
            foreach (var heading in _numbers)
            {
                table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
            }

            foreach (var one in group)
            {
                table.AddRow([Markup.Escape(one.Key.Point.ToString()), .. Cells(one)]);
            }

            terminal.Tables().Write(table);
        }
    }

    private static IEnumerable<string> Cells(SeriesCoverage one) =>
    [
        Text($"{one.Year}"),
        Text($"{one.Interval.TotalMinutes} min"),
        Text($"{one.Rows:N0}"),
        Text($"{100m * one.Rows / one.Expected:0.0} %"),
        Text($"{one.Gaps:N0}"),
        Text($"{one.Min:N2}"),
        Text($"{one.Mean:N2}"),
        Text($"{one.Max:N2}"),
        Text($"{one.Negative:N0}"),
        one.AboveCap is { } above ? Text($"{above:N0}") : "–",
    ];

    private static JsonObject Json(ImmutableArray<SeriesCoverage> coverage, ImmutableArray<ArchiveSource> sources) => new()
    {
        ["series"] = new JsonArray([.. coverage.Select(One)]),
        ["sources"] = new JsonArray([.. sources.Select(source => (JsonNode)new JsonObject
        {
            ["file"] = source.File.Name,
            ["sha256"] = source.File.Sha256,
            ["form"] = source.File.Form,
            ["known_at_utc"] = source.KnownAt.ToString(),
        })]),
    };

    private static JsonNode One(SeriesCoverage one) => new JsonObject
    {
        ["market"] = one.Key.Market,
        ["product"] = ProductNames.Of(one.Key.Product),
        ["settlement_point"] = one.Key.Point.ToString(),
        ["unit"] = ProductNames.Unit(one.Key.Product),
        ["year"] = one.Year,
        ["interval_minutes"] = one.Interval.TotalMinutes,
        ["first_utc"] = one.First.ToString(),
        ["last_utc"] = one.Last.ToString(),
        ["intervals"] = one.Rows,
        ["intervals_of_year"] = one.Expected,
        ["gaps"] = one.Gaps,
        ["min"] = one.Min,
        ["mean"] = one.Mean,
        ["max"] = one.Max,
        ["negative"] = one.Negative,
        ["above_cap"] = one.AboveCap,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
