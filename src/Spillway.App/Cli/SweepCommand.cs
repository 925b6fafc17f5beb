using System.Globalization;
using Spectre.Console;
using Spillway.App.Reports;
using Spillway.App.Sweeps;

namespace Spillway.App.Cli;

/// <summary>The part of <c>spillway backtest</c> that runs a <c>--sweep</c>.</summary>
internal static class SweepCommand
{
    private const int RowsShown = 60;

    public static void Run(
        Terminal terminal, ResultTargets targets, ProgressLine progress, SweepRequest request, CancellationToken cancellation)
    {
        var runner = new SweepRunner(terminal.Time, new(new(terminal.DataFolder), terminal.Time));
        var cells = SweepGrid.Cells(request.Axes).Length;
        var sweep = runner.Run(request, Environment.ProcessorCount, progress.Steps($"{cells} cells", cells), cancellation);
        progress.Dispose();
        if (targets.Json is { } json)
        {
            ResultFile.Write(terminal, json, output => output.Write(SweepJson.Of(sweep)));
        }

        if (targets.Html is { } html)
        {
            ResultFile.Write(terminal, html, output => SweepHtml.Write(sweep, output));
        }

        if (!targets.TakeOutput)
        {
            Show(terminal, sweep);
            BacktestResults.ShowPlaces(terminal, targets);
        }
    }

    // Two short lines leave more columns room than one long one.
    private static string Broken(string heading)
    {
        var at = heading.IndexOfAny(['-', ':']);
        return at < 0 ? heading : heading[..(at + 1)] + "\n" + heading[(at + 1)..];
    }

    private static void Show(Terminal terminal, Sweep sweep)
    {
        var lines = sweep.Cells.SelectMany(cell => cell.Policies.SelectMany(policy => sweep.LinesOf(cell, policy.Run.Policy))).Distinct().ToList();
        WrappedText.Write(terminal.Output, $"Net of each policy in whole {sweep.Request.Site.Currency}:", 2, terminal.Width);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in sweep.Axes.Select(axis => axis.Name).Concat(lines))
        {
            table.AddColumn(new TableColumn(Markup.Escape(Broken(heading))).RightAligned().NoWrap().PadRight(0));
        }

        foreach (var cell in sweep.Cells.Take(RowsShown))
        {
            var nets = cell.Policies
                .SelectMany(policy => sweep.LinesOf(cell, policy.Run.Policy).Select(line => (line, Net: Shown.Whole(policy.Run.Totals.Net))))
                .ToDictionary(one => one.line, one => one.Net);
            table.AddRow([.. cell.Values.Select(Markup.Escape), .. lines.Select(line => nets.GetValueOrDefault(line, "–"))]);
        }

        terminal.Tables().Write(table);
        if (sweep.Cells.Length > RowsShown)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {sweep.Cells.Length - RowsShown} more cells; --json and --html hold all."));
        }
    }
}
