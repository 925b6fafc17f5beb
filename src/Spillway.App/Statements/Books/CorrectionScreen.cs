using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Cli;
using Spillway.App.Reports;
using Spillway.Units;

namespace Spillway.App.Statements.Books;

/// <summary>Shows a person the corrections of closed months that a statement tells.</summary>
internal static class CorrectionScreen
{
    /// <summary>Writes a line each, and the total with them; nothing where there are none.</summary>
    public static void Show(Terminal terminal, ImmutableArray<LandedCorrection> corrections, (Money Amount, string Currency) own)
    {
        foreach (var one in corrections)
        {
            WrappedText.Write(
                terminal.Output,
                Text($"Correction of {BookManifest.Text(one.Version.Of)}, which is closed: {Shown.Number(one.Amount.Value, "N2")} {own.Currency} in {one.Changes.Length:N0} changed lines ({one.Because}), version {one.Version.Number} of {BookManifest.Text(one.Version.Month)}."),
                2,
                terminal.Width);
        }

        if (!corrections.IsEmpty)
        {
            terminal.Output.WriteLine(Text($"Total with corrections: {Shown.Number((own.Amount + LandedCorrection.Sum(corrections)).Value, "N2")} {own.Currency}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
