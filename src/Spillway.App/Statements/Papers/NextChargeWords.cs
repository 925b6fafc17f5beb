using System.Globalization;
using Spillway.App.Reports;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Bridges;

namespace Spillway.App.Statements.Papers;

/// <summary>What coincident peaks leave for the year after, for people.</summary>
internal static class NextChargeWords
{
    /// <summary>Over a table of them.</summary>
    public const string Caption = "Coincident peaks of the range: what they leave for the charge of the year after, in no sum above; positive = less than always on";

    /// <summary>One of them as a sentence.</summary>
    /// <param name="peak">The peak.</param>
    /// <param name="currency">The currency.</param>
    public static string Of(NextChargePeak peak, string currency) => string.Create(
        CultureInfo.InvariantCulture,
        $"Left for {peak.ChargeYear}, in no sum above: {Amount(peak)}{(peak.Left is null ? "" : " " + currency)} by the peak of {BookManifest.Text(peak.Month)} ({peak.Contract}), + = less than always on. {peak.Because}");

    /// <summary>The amount, or that it is not known.</summary>
    /// <param name="peak">The peak.</param>
    public static string Amount(NextChargePeak peak) => peak.Left is { } left ? Shown.Number(left.Value, "N2") : "not known";
}
