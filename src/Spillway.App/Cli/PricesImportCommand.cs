using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Spectre.Console;
using Spillway.App.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;

namespace Spillway.App.Cli;

/// <summary><c>spillway prices import FILE…</c>: takes market files into the archive, all or none.</summary>
internal static class PricesImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Market files; what each is, is recognised by its content. Later ones stand over earlier ones.",
            Arity = ArgumentArity.OneOrMore,
        };
        var known = PricesFilter.InstantOption("--known-at", "When these figures became known; by default now.");
        var (check, json) = (PricesVersionsCommand.CheckOption(), JsonTarget.Option());
        var command = new Command("import", "Take market files into the price archive, all of them or none.") { files, known, check, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var knownAt = parsed.GetValue(known) ?? Instant.FromDateTimeOffset(terminal.Time.GetUtcNow());
            var read = Read(terminal, parsed.GetValue(files)!, cancellation);
            if (parsed.GetValue(check))
            {
                var review = await new PriceArchive(terminal.DataFolder).ReviewAsync(read, knownAt, RuleLibrary.Open(terminal.DataFolder).Find, cancellation).ConfigureAwait(false);
                return PricesVersionsCommand.Show(terminal, review, parsed.GetValue(json));
            }

            var deed = new ArchiveDeed(Instant.FromDateTimeOffset(terminal.Time.GetUtcNow()), "", null);
            var (_, imports) = await new PriceArchive(terminal.DataFolder).ImportAsync(read, knownAt, deed, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, Json(imports, knownAt));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, imports);
            }

            return 0;
        });
        return command;
    }

    private static List<MarketFile> Read(Terminal terminal, string[] paths, CancellationToken cancellation)
    {
        var read = new List<MarketFile>(paths.Length);
        var rules = RuleLibrary.Open(terminal.DataFolder);
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            if (terminal.IsInteractive)
            {
                terminal.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Reading {read.Count + 1} of {paths.Length}: {path}"));
            }

            read.AddRange(MarketFileReader.Read(path, cancellation).Select(file => file with { Findings = file.Findings.AddRange(AboveCap.Findings(file, rules.Find)) }));
        }

        return read;
    }

    public static void Show(Terminal terminal, ImmutableArray<FileImport> imports)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("file", "form");
        foreach (var heading in new[] { "series", "new", "same", "corrected" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var import in imports)
        {
            table.AddRow(
                Markup.Escape(import.File.Source.Name),
                Markup.Escape(import.File.Source.Form),
                Number(import.Series.Length),
                Number(import.New),
                Number(import.Same),
                Number(import.Corrected));
        }

        terminal.Tables().Write(table);
        foreach (var import in imports)
        {
            Remarks(terminal, import);
        }
    }

    private static void Remarks(Terminal terminal, FileImport import)
    {
        var name = import.File.Source.Name;
        if (import.KnownBefore)
        {
            terminal.Output.WriteLine($"{name}: imported before, nothing changed.");
        }

        foreach (var finding in import.File.Findings)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {finding.Kind} ({finding.Count}): {finding.Detail}"));
        }

        foreach (var series in import.Series.Where(series => series.Largest is not null))
        {
            var largest = series.Largest!;
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {series.Key.Point} disagrees with an earlier file in {series.Corrected} of {series.New + series.Same + series.Corrected} intervals; the largest difference is at {largest.Start}: {largest.Earlier} before, {largest.Later} now, {ProductNames.Unit(series.Key.Product)}."));
        }
    }

    private static JsonObject Json(ImmutableArray<FileImport> imports, Instant knownAt)
    {
        var json = new JsonObject { ["known_at_utc"] = knownAt.ToString() };
        foreach (var (name, value) in Json(imports).ToList())
        {
            json[name] = value!.DeepClone();
        }

        return json;
    }

    /// <summary>What came of an import, as JSON.</summary>
    internal static JsonObject Json(ImmutableArray<FileImport> imports) => new() { ["files"] = new JsonArray([.. imports.Select(File)]) };

    private static JsonNode File(FileImport import) => new JsonObject
    {
        ["file"] = import.File.Source.Name,
        ["sha256"] = import.File.Source.Sha256,
        ["form"] = import.File.Source.Form,
        ["interval_minutes"] = import.File.Interval.TotalMinutes,
        ["imported_before"] = import.KnownBefore,
        ["new"] = import.New,
        ["same"] = import.Same,
        ["corrected"] = import.Corrected,
        ["findings"] = new JsonArray([.. import.File.Findings.Select(finding => (JsonNode)new JsonObject
        {
            ["kind"] = finding.Kind,
            ["count"] = finding.Count,
            ["detail"] = finding.Detail.ToString(),
        })]),
        ["series"] = new JsonArray([.. import.Series.Select(Series)]),
    };

    private static JsonNode Series(SeriesImport series) => new JsonObject
    {
        ["market"] = series.Key.Market,
        ["product"] = ProductNames.Of(series.Key.Product),
        ["settlement_point"] = series.Key.Point.ToString(),
        ["unit"] = ProductNames.Unit(series.Key.Product),
        ["new"] = series.New,
        ["same"] = series.Same,
        ["corrected"] = series.Corrected,
        ["largest_difference"] = series.Largest is not { } largest ? null : new JsonObject
        {
            ["interval_start_utc"] = largest.Start.ToString(),
            ["earlier"] = largest.Earlier,
            ["later"] = largest.Later,
            ["difference"] = largest.Difference,
        },
    };

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
