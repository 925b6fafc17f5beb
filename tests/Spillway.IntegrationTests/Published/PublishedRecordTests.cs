using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Shouldly;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.Published;

/// <summary>docs/reference/published-record.md: what the program says of 2023 beside what was reported.</summary>
public sealed class PublishedRecordTests
{
    private const string Strike = "strike";

    // All hours are allowed, so that it decides as plain strike does; a policy with a parameter may weigh the peaks.
    private const string StrikeOnPeaks = "strike:hours=0-24";

    private static readonly ImmutableArray<(int Month, decimal Reported)> _reported = [(6, 8.4m), (7, 6.0m), (8, 23.3m), (9, 11.0m)];
    private const decimal ReportedYear = 71.2m;

    [Fact]
    public async Task The_credits_of_2023_have_the_reported_size_and_season()
    {
        using var years = new PublishedYear();
        var awards = Path.Combine(Repository.Root, "samples/riot-2023/awards.csv");
        string[] load = [.. Enumerable.Range(2020, 4).SelectMany(year => new[] { "--load", RealFiles.Find($"ercot/load/ercot_native_load_hourly_{year}.csv.gz") })];
        var rows = new List<(string Name, ImmutableArray<decimal> Months)>
        {
            ("prices alone, south zone, on the interval's own price", await years.CreditsAsync("site-south-current.yaml", Strike)),
            ("prices alone, south zone", await years.CreditsAsync("site-south.yaml", Strike)),
            ("prices alone, north zone, on the interval's own price", await years.CreditsAsync("site-current.yaml", Strike)),
            ("prices alone, north zone", await years.CreditsAsync("site.yaml", Strike)),
            ("with capacity sold as ancillary service", await years.CreditsAsync("site.yaml", Strike, "--awards", awards)),
            ("with machines out of order", await years.CreditsAsync("site-outage.yaml", Strike)),
            ("with the coincident peaks weighed", await years.CreditsAsync("site-peaks.yaml", StrikeOnPeaks, load)),
            ("with all three", await years.CreditsAsync("site-all.yaml", StrikeOnPeaks, ["--awards", awards, .. load])),
        };

        Holds(rows[0].Months, (62m, 80m), (8.4m, 9.4m), (1.6m, 4.0m), (33m, 44m));
        Holds(rows[2].Months, (62m, 80m), (8.4m, 9.4m), (1.6m, 4.0m), (33m, 44m));
        Approval.Matches("docs/reference/published-record.md", Page(rows));
    }

    // What the market's prices alone are known to give, whoever reckons it.
    private static void Holds(
        ImmutableArray<decimal> months, (decimal, decimal) year, (decimal, decimal) june, (decimal, decimal) july, (decimal, decimal) august)
    {
        foreach (var (figure, (least, most)) in new[] { (months.Sum(), year), (months[5], june), (months[6], july), (months[7], august) })
        {
            Math.Round(figure, 1).ShouldBeInRange(least - 0.5m, most + 0.5m);
        }
    }

    private static string Page(List<(string Name, ImmutableArray<decimal> Months)> rows)
    {
        var page = new StringBuilder("""
            # Against the published record

            What the program says of a site like Riot Platforms' at Rockdale in 2023, beside the power credits the company reported:
            what fixed-price power that was not burnt earned above its price. The site files, the awards and the reported figures
            with their sources are in `samples/riot-2023/`. The figures below are made by a test from ERCOT's real-time prices and
            the hash prices of the year; without those files it is skipped. By hand, one row of the table:

            ```
            spillway backtest samples/riot-2023/site.yaml --prices ercot_rtm_spp_15min_2023.csv.gz --hashprice btc_daily_economics.csv.gz \
              --from 2023-01-01 --to 2024-01-01 --policy strike --meter meter.csv
            spillway settle samples/riot-2023/site.yaml --prices ercot_rtm_spp_15min_2023.csv.gz --hashprice btc_daily_economics.csv.gz \
              --meter meter.csv --from 2023-08-01 --to 2023-09-01
            ```

            ## What is assumed

            - 345 MW in three blocks (130, 65 and 150 MW; quarterly report of the third quarter of 2025). Their price is not disclosed;
              30 USD/MWh is what is cited, and only the credits' floor depends on it.
            - A fleet that burns exactly the blocks, 27.7 J/TH. Credits are earned where the price is above what a MWh earns, about 93
              to 149 USD/MWh in 2023: a better fleet stops a little later, which moves the credits little.
            - The running rule: on while the newest known price is below what a MWh earns; restarts of ten minutes.
            - The zone: the wires are Oncor's, the county lies between; both zones are shown, the switches are on the north zone's.
            - Capacity sold as ancillary service (switch `--awards samples/riot-2023/awards.csv`): MW = reported demand response credits ÷
              (hours of the month × 76.77 USD/MW·h, the average price of ECRS in 2023): 30.8, 31.5, 91.0 and 45.2 MW from June to
              September. What stands behind an award runs whatever the price.
            - Machines out of order (switch `site-outage.yaml`): 17,040, as the release of September 2023 says, all year. Their power is
              sold back at every price above 30.
            - The coincident peaks weighed (switch `site-peaks.yaml` and `--load`): the chance of the month's peak times 66,757 USD per MW
              is added to the price.

            No figure was fitted: nothing above was chosen by looking at the reported credits of power.

            ## Power credits, millions of dollars

            | | year | June | July | August | September | share June to September |
            |---|---:|---:|---:|---:|---:|---:|

            """);
        page.Append(CultureInfo.InvariantCulture, $"| **reported** | {ReportedYear} | {string.Join(" | ", _reported.Select(one => one.Reported))} | {_reported.Sum(one => one.Reported) / ReportedYear:0.00} |\n");
        foreach (var (name, months) in rows)
        {
            var summer = _reported.Select(one => months[one.Month - 1]).ToList();
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {months.Sum():0.0} | {string.Join(" | ", summer.Select(month => month.ToString("0.0", CultureInfo.InvariantCulture)))} | {summer.Sum() / months.Sum():0.00} |\n");
        }

        Monthly(page, rows);
        page.Append("\n## What agrees and what does not\n\n| | reported | with all three | ours ÷ theirs | within |\n|---|---:|---:|---:|---|\n");
        var all = rows[^1].Months;
        Line(page, "year", ReportedYear, all.Sum(), 0.85m, 1.15m, "± 15 %");
        foreach (var (month, reported) in _reported)
        {
            var most = month == 8 ? 1.5m : 2m;
            Line(page, CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month), reported, all[month - 1], 1m / most, most, $"× {most}");
        }

        var rest = ReportedYear - _reported.Sum(static one => one.Reported);
        var four = _reported.Sum(one => all[one.Month - 1]);
        Line(page, "the other eight months", rest, all.Sum() - four, 0.5m, 2m, "× 2");
        page.Append(CultureInfo.InvariantCulture, $"""

            - **June** comes out of prices alone. **The year** does too, but only because August is too high by as much as the months that
              nobody published are too low: {ReportedYear} less the four months is {rest}, and ours is {all.Sum() - four:0.0}. The share of June to
              September is therefore {four / all.Sum():0.00} against 0.68. Prices above what a MWh earned were too few outside the summer to earn the
              rest: it has to come from power sold below that, or from credits of another kind.
            - **August** is too high on prices alone: what was sold as reserve had to run through the hours that paid most. With the
              awards that the reported demand response credits imply, it is within a factor of 1.5.
            - **July** stays low in every row: the zone was above what a MWh earned in few intervals. More machines were off in July
              than prices ask for (the company reports half of the deployed hash rate running), so more of the block was sold at
              ordinary prices than the stated outage explains.
            - **September** is somewhat high for the same reason as August.
            - The other months of 2023 were not published one by one, and the demand response credits of those months are not known:
              the awards cover June to September only.
            - Prices alone, on the interval's own price, were expected to give 62 to 80 in the year, 8.4 to 9.4 in June, 1.6 to 4.0 in July and 33
              to 44 in August; the test allows half a million beside that. The south zone's year, 61.8, and its August, 32.7, are just below.
            - The reported figures are unaudited and were restated later (July 6.4 to 6.0, August 24.2 to 23.3).

            """);
        Iren(page, new());
        return page.ToString();
    }

    private static void Monthly(StringBuilder page, List<(string Name, ImmutableArray<decimal> Months)> rows)
    {
        page.Append("\n## Month by month, millions of dollars\n\n| 2023 | reported | prices alone, south zone | prices alone, north zone | with all three |\n|---|---:|---:|---:|---:|\n");
        for (var month = 1; month <= 12; month++)
        {
            var reported = _reported.FirstOrDefault(one => one.Month == month);
            var said = reported.Month == 0 ? "–" : reported.Reported.ToString("0.0", CultureInfo.InvariantCulture);
            var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {said} | {rows[1].Months[month - 1]:0.0} | {rows[3].Months[month - 1]:0.0} | {rows[^1].Months[month - 1]:0.0} |\n");
        }
    }

    private static void Iren(StringBuilder page, DecemberOfWest west) => page.Append(CultureInfo.InvariantCulture, $"""

        ## IREN, December 2024

        The company reports 12.1 million dollars for electricity at 28.1 EH/s; at 15 J/TH that is 422 MW and 38.5 USD/MWh over the
        fleet. Real-time prices of 2024 are not at hand. The day-ahead price at LZ_WEST, where its Texan site buys, averaged
        {west.Prices.Average():0.00} USD/MWh over the {west.Prices.Count} hours of the month, and {west.Prices.Count(price => price > west.Value)} of them were above the {west.Value:0} USD/MWh that a MWh earned
        (hash price {west.Hashprice:0.00} USD/PH/day). The price of its hydro power in Canada is not published, so the fleet's figure cannot be
        reckoned; a Texan price of {west.Prices.Average():0.0} and a fleet figure of 38.5 agree as far as that goes.

        """);

    private static void Line(StringBuilder page, string what, decimal reported, decimal ours, decimal least, decimal most, string within)
    {
        var ratio = ours / reported;
        page.Append(CultureInfo.InvariantCulture, $"| {what} | {reported:0.0} | {ours:0.0} | {ratio:0.00} | {within}: {(ratio >= least && ratio <= most ? "yes" : "no")} |\n");
    }
}
