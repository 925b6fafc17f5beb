using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Forecasts.CoincidentPeaks;

namespace Spillway.App.Peaks;

/// <summary>Every judged quarter hour as a row: its chance, what that is worth, and what the dial made of it.</summary>
internal static class PeaksCsv
{
    private const string Header =
        "interval_start_utc,p,day_p,shadow_usd_per_mwh,threshold_p,curtailed,expected_top_mw,month_top_mw";

    /// <summary>Writes the rows that lie in a range; what nothing is known of has no row.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="summers">What the dial gave, each with its yearly rate in USD per MW.</param>
    /// <param name="range">First instant, and the one after the last.</param>
    /// <param name="withWeather">Whether temperatures were given: a last column then says which rows they had a part in.</param>
    public static void Write(
        TextWriter output, IEnumerable<(CurtailedSummer Curtailed, decimal Rate)> summers, (Instant From, Instant To) range, bool withWeather)
    {
        output.WriteLine(withWeather ? Header + ",weather" : Header);
        foreach (var (curtailed, rate) in summers)
        {
            for (var index = 0; index < curtailed.Curtailed.Length; index++)
            {
                if (curtailed.Summer.Estimates[index] is { IsKnown: true } estimate && estimate.Start >= range.From && estimate.Start < range.To)
                {
                    output.WriteLine(Row(estimate, rate, curtailed.Thresholds[index], curtailed.Curtailed[index]) + Weather(estimate, withWeather));
                }
            }
        }
    }

    private static string Weather(PeakEstimate estimate, bool withWeather) => !withWeather ? "" : estimate.UsesWeather ? ",1" : ",0";

    private static string Row(PeakEstimate estimate, decimal rate, double threshold, bool isCurtailed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{InstantPattern.General.Format(estimate.Start)},{estimate.Probability:0.000000},{estimate.DayProbability:0.000000},{(decimal)estimate.Probability * rate:0.00},{(double.IsPositiveInfinity(threshold) ? "" : $"{threshold:0.000000}")},{(isCurtailed ? "1" : "0")},{estimate.ExpectedTopMw:0.0},{(estimate.MonthTopMw > 0.0 ? estimate.MonthTopMw.ToString("0.0", CultureInfo.InvariantCulture) : "")}");
}
