using System.Collections.Immutable;
using NodaTime;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements.Papers;

/// <summary>A statement as a workbook: charges, bridge, days, every line, and what was read.</summary>
public static class StatementWorkbook
{
    // A sheet of the format holds 1,048,576 rows, the header among them.
    private const int LinesOfSheet = 1_000_000;

    /// <summary>Writes the workbook.</summary>
    /// <param name="range">What to write.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <returns>Completes when it is written.</returns>
    public static async Task WriteAsync(SettledRange range, Stream output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(range);
        var workbook = await Spreadsheet.CreateNewAsync(output, cancellationToken: cancellation).ConfigureAwait(false);
        await using (workbook.ConfigureAwait(false))
        {
            var sheets = new Sheets(workbook);
            var currency = range.Statement.Currency;
            await sheets.AddAsync("Charges", ["charge", "contract", "MWh", "lines", currency], Charges(range.Statement), cancellation).ConfigureAwait(false);
            await sheets.AddAsync("Bridge", ["reason", currency, "why"], Bridge(range), cancellation).ConfigureAwait(false);
            await sheets.AddAsync("Plan", ["reason", currency, "why"], Plan(range), cancellation).ConfigureAwait(false);
            await sheets.AddAsync("Days", ["day", "settled", "open", "MWh", currency], Days(range), cancellation).ConfigureAwait(false);
            if (range.Corrections is { IsEmpty: false } corrections)
            {
                await sheets.AddAsync("Corrections", ["month", "line", "cause", $"was, {currency}", $"is, {currency}", currency], Corrections(range, corrections), cancellation).ConfigureAwait(false);
            }

            for (var first = 0; first == 0 || first < range.Statement.Lines.Length; first += LinesOfSheet)
            {
                var name = first == 0 ? "Lines" : $"Lines {(first / LinesOfSheet) + 1}";
                ImmutableArray<string> header = ["line", "start UTC", "end UTC", "charge", "contract", "component", "quantity", "unit", $"{currency} per unit", currency, "reading or award", "price", "rules"];
                await sheets.AddAsync(name, header, range.Statement.Lines.Skip(first).Take(LinesOfSheet).Select(Line), cancellation).ConfigureAwait(false);
            }

            await sheets.AddAsync("Notes", ["note"], range.Statement.Notes.Select(note => (object?[])[note.ToString()]), cancellation).ConfigureAwait(false);
            await sheets.AddAsync("Inputs", ["file", "form", "SHA-256"], range.Statement.Sources.Select(source => (object?[])[source.Name, source.Form, source.Sha256]), cancellation).ConfigureAwait(false);
            await workbook.FinishAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static IEnumerable<object?[]> Charges(Statement statement) =>
    [
        .. ChargeTotal.Of(statement).Select(charge => (object?[])[ChargeNames.Of(charge.Charge), charge.Contract?.Text, charge.Energy?.Value, charge.Lines, Cent(charge.Amount)]),
        ["total", null, null, statement.Lines.Length, Cent(statement.Total)],
        [],
        ["metered energy", null, statement.Energy.Value, null, null],
        ["production revenue", null, null, null, Cent(statement.Production)],
        ["power credits, within the charges", null, null, null, Cent(statement.PowerCredits)],
        ["settled intervals", null, null, statement.SettledIntervals, null],
        ["open intervals", null, null, statement.OpenIntervals, null],
        ["take-or-pay of open intervals, in no total", null, null, null, Cent(statement.Unsettled)],
        .. statement.NotKnown.Select(holding => (object?[])["not known for open intervals and not in it", holding.Contract.Text, null, holding.Intervals, null]),
    ];

    private static IEnumerable<object?[]> Bridge(SettledRange range) =>
    [
        .. Bridge(BridgeWords.AlwaysOn, range.Bridge, null),
        .. range.NextCharge.Select(peak => (object?[])[$"left for {peak.ChargeYear} by the peak of {BookManifest.Text(peak.Month)}, in no sum", peak.Left?.Value, peak.Because]),
    ];

    private static IEnumerable<object?[]> Plan(SettledRange range) => range.Plan is { } plan
        ? Bridge(BridgeWords.Planned, plan.Bridge, BridgeWords.Reach(plan))
        : [[BridgeWords.NotPlanned, null, null]];

    private static IEnumerable<object?[]> Bridge(string from, Bridge bridge, string? end) =>
    [
        [from, bridge.From.Value, null],
        .. bridge.Parts.Select(part => (object?[])[BridgeWords.Of(part.Kind), part.Amount.Value, part.Because]),
        [BridgeWords.Happened, bridge.To.Value, end],
    ];

    private static IEnumerable<object?[]> Corrections(SettledRange range, ImmutableArray<LandedCorrection> corrections) =>
    [
        .. corrections.Select(one => (object?[])[
            BookManifest.Text(one.Version.Of), $"version {one.Version.Number} of {BookManifest.Text(one.Version.Month)}", one.Because, null, null, one.Amount.Value]),
        ["corrections", null, null, null, null, LandedCorrection.Sum(corrections).Value],
        ["total with corrections", null, null, null, null, (LineAmount.ToCent(range.Statement.Total) + LandedCorrection.Sum(corrections)).Value],
        [],
        .. corrections.SelectMany(one => one.Changes.Select(change => (object?[])[
            BookManifest.Text(one.Version.Of), change.Id.ToString(), LineCauses.Of(change.Cause), change.Before?.Amount.Value, change.After?.Amount.Value, change.Amount.Value])),
    ];

    private static IEnumerable<object?[]> Days(SettledRange range) => DayTotal.Of(range)
        .Select(day => (object?[])[day.Day.ToString("uuuu-MM-dd", null), day.Settled, day.Open, day.Energy.Value, Cent(day.Amount)]);

    private static object?[] Line(StatementLine line) =>
    [
        line.Id.ToString(), Text(line.Span.Start), Text(line.Span.End), ChargeNames.Of(line.Id.Charge), line.Id.Contract?.Text,
        ComponentNames.Of(line.Id.Component), line.Quantity, LineUnits.Of(line.Unit), line.Price, line.Amount.Value,
        line.Basis.Reading?.ToString(), line.Basis.Price?.ToString(), line.Basis.RuleVersion,
    ];

    private static string Text(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);

    private static decimal Cent(Money exact) => LineAmount.ToCent(exact).Value;

    /// <summary>Adds sheets of one look: a bold header that stays in view, figures as figures.</summary>
    private sealed class Sheets(Spreadsheet workbook)
    {
        private readonly StyleId _header = workbook.AddStyle(new Style { Font = { Bold = true } });

        public async Task AddAsync(string name, ImmutableArray<string> header, IEnumerable<object?[]> rows, CancellationToken cancellation)
        {
            await workbook.StartWorksheetAsync(name, new WorksheetOptions { FrozenRows = 1 }, cancellation).ConfigureAwait(false);
            await workbook.AddRowAsync(header.Select(cell => new StyledCell(cell, _header)).ToArray(), cancellation).ConfigureAwait(false);
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                await workbook.AddRowAsync(Array.ConvertAll(row, Cell), cancellation).ConfigureAwait(false);
            }
        }

        private static DataCell Cell(object? value) => value switch
        {
            null => default,
            decimal number => new(number),
            int number => new(number),
            var text => new(text.ToString()),
        };
    }
}
