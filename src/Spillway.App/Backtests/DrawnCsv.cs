using System.Globalization;
using NodaTime.Text;

namespace Spillway.App.Backtests;

/// <summary>What a policy would have drawn, as a meter file that <c>spillway settle</c> reads.</summary>
public static class DrawnCsv
{
    private const string SiteMeter = "site";

    // The exact energy of a third of an hour has no end; a meter shows the milliwatt-hour.
    private const int Decimals = 9;

    /// <summary>Writes one row an interval; gaps have none, so they stay open in a statement.</summary>
    /// <param name="comparison">The backtest.</param>
    /// <param name="policy">Whose energy, as its full text.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Comparison comparison, string policy, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(output);
        var meter = comparison.Site.Installation?.Meters.FirstOrDefault(installed => installed.IsSite)?.Id ?? SiteMeter;
        output.Write("interval_start_utc,meter,energy_mwh,quality\n");
        foreach (var step in comparison[policy].Run.Steps)
        {
            if (step.Settled is { } settled)
            {
                var energy = settled.Groups.Sum(group => group.Energy.ToMegawattHours().Value);
                output.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{InstantPattern.General.Format(settled.Slot.Start)},{meter},{Math.Round(energy, Decimals, MidpointRounding.AwayFromZero) / 1.0000000000m},actual\n"));
            }
        }
    }
}
