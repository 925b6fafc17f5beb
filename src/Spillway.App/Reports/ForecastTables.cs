using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Backtests;

namespace Spillway.App.Reports;

/// <summary>The scores of a policy's forecasts as tables: one a distance ahead, one row a local month.</summary>
public static class ForecastTables
{
    private static readonly ImmutableArray<string> _columns =
        ["month", "forecasts", "in the band", "below it", "above it", "mean error of the middle", "pinball loss"];

    /// <summary>Makes the tables of the judged policy.</summary>
    /// <param name="comparison">The compared policies.</param>
    /// <returns>Empty where the judged policy does not forecast.</returns>
    public static ImmutableArray<ReportTable> Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var judged = JudgedPolicy.Of(comparison.Policies).Run.Policy;
        return
        [
            .. ForecastScores.ByMonth(comparison, judged)
                .GroupBy(score => score.StepsAhead)
                .OrderBy(group => group.Key)
                .Select(group => new ReportTable(
                    $"Forecasts of {judged}, {(group.Key == 1 ? "1 interval" : string.Create(CultureInfo.InvariantCulture, $"{group.Key} intervals"))} ahead; errors in {comparison.Site.Currency}/MWh",
                    _columns,
                    [.. group.Select(Row)])),
        ];
    }

    private static ImmutableArray<string> Row(MonthScore score) =>
    [
        score.Month.ToDateInterval().Start.ToString("MMM uuuu", CultureInfo.InvariantCulture),
        Shown.Count(score.Forecasts),
        Shown.Percent(score.Inside.Value),
        Shown.Percent(score.Below.Value),
        Shown.Percent(score.Above.Value),
        Shown.Price(score.MeanAbsoluteError),
        Shown.Price(score.PinballLoss),
    ];
}
