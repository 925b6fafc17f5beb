using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Papers;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Cli;

/// <summary>Writes a settled range in every form that was asked for, and shows it where nothing took the output.</summary>
internal static class StatementPapers
{
    private static readonly (string Option, string What)[] _papers =
        [("--json", "JSON"), ("--csv", "Lines"), ("--html", "Page"), ("--xlsx", "Workbook"), ("--difference", "Difference")];

    public static async Task WriteAsync(Terminal terminal, OutputTargets targets, SettledRange settled, CancellationToken cancellation)
    {
        if (targets["--json"] is { } json)
        {
            ResultFile.Write(terminal, json, output => output.Write(StatementJson.Of(settled)));
        }

        if (targets["--csv"] is { } csv)
        {
            ResultFile.Write(terminal, csv, output => LinesCsv.Write(settled.Statement, settled.Corrections, output));
        }

        if (targets["--html"] is { } html)
        {
            ResultFile.Write(terminal, html, output => StatementPage.Write(settled, output));
        }

        if (targets["--xlsx"] is { } xlsx)
        {
            await ResultFile.WriteBytesAsync(xlsx, output => StatementWorkbook.WriteAsync(settled, output, cancellation)).ConfigureAwait(false);
        }

        if (!targets.TakeOutput)
        {
            StatementScreen.Show(terminal, settled.Site, settled.Statement);
            CorrectionScreen.Show(terminal, settled.Corrections ?? [], (LineAmount.ToCent(settled.Statement.Total), settled.Statement.Currency));
            BridgeScreen.Show(terminal, settled);
            foreach (var (option, what) in _papers)
            {
                if (targets[option] is { } name)
                {
                    terminal.Output.WriteLine($"{what}: {name}");
                }
            }
        }
    }
}
