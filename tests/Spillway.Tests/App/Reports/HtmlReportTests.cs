using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NodaTime;
using Shouldly;
using Spillway.App.Backtests;
using Spillway.App.Reports;
using Xunit;

namespace Spillway.Tests.App.Reports;

public sealed class HtmlReportTests
{
    private static readonly LocalDate _spring = new(2023, 3, 9);

    [Fact]
    public void The_same_backtest_gives_the_same_page()
    {
        var comparison = new SampleMarket(_spring, _spring.PlusDays(6)).Compare("strike:price=80,restart=60");

        Page(comparison).ShouldBe(Page(comparison));
    }

    [Fact]
    public void Names_from_a_site_file_stay_text()
    {
        var page = Page(new SampleMarket(_spring, _spring.PlusDays(2)).Compare());

        page.ShouldContain("Sample &lt;One&gt; &amp; Co");
        page.ShouldNotContain("<One>");
    }

    [Fact]
    public void A_group_name_cannot_end_the_script_that_carries_it()
    {
        var market = new SampleMarket(_spring, _spring.PlusDays(1)) { Loads = [SampleMarket.Miners("</script><b>", 10, 60m)] };
        var page = Page(market.Compare());

        page.ShouldNotContain("<b>");
        Figures(page).GetProperty("groups")[0].GetProperty("id").GetString().ShouldBe("</script><b>");
    }

    [Fact]
    public void The_page_asks_for_nothing_beyond_itself()
    {
        var page = Page(new SampleMarket(_spring, _spring.PlusDays(9)).Compare());

        Regex.Matches(page, "(?:src|href)=\"([^\"]*)\"").Select(match => match.Groups[1].Value)
            .ShouldAllBe(link => link.StartsWith('#') || link.StartsWith("data:", StringComparison.Ordinal));
        page.ShouldNotContain("@import");
        page.ShouldNotContain("url(");
        Regex.Matches(page, "https?://[^\"'<]*").Select(match => match.Value).Distinct().ShouldBe(["http://www.w3.org/2000/svg"]);
    }

    [Fact]
    public void Every_element_is_closed_and_every_id_stands_once()
    {
        var document = Parsed(Page(new SampleMarket(_spring, _spring.PlusDays(6)).Compare("strike:price=80")));

        var ids = document.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>().ToList();
        ids.ShouldBeUnique();
        var named = document.Descendants().SelectMany(element => new[] { element.Attribute("aria-labelledby")?.Value, element.Attribute("for")?.Value }).OfType<string>();
        named.ShouldAllBe(id => ids.Contains(id));
        foreach (var table in document.Descendants("table"))
        {
            table.Elements("caption").Count().ShouldBe(1);
            table.Descendants("th").ShouldAllBe(heading => heading.Attribute("scope") != null);
            var columns = table.Descendants("thead").Descendants("th").Count();
            table.Descendants("tbody").Elements("tr").ShouldAllBe(row => row.Elements().Count() == columns);
        }
    }

    [Fact]
    public void Months_hours_and_the_whole_tell_the_same_money()
    {
        var comparison = new SampleMarket(new(2023, 1, 20), new(2023, 4, 3)).Compare();
        var document = Parsed(Page(comparison));

        var months = Table(document, "Net by month");
        var whole = months[^1];
        for (var policy = 0; policy < comparison.Policies.Length; policy++)
        {
            Money(whole[policy + 1]).ShouldBe(comparison.Policies[policy].Run.Totals.Net.ToCent().Value);
            months.SkipLast(1).Sum(row => Money(row[policy + 1])).ShouldBe(Money(whole[policy + 1]), 0.01m * months.Count);
        }

        months.Select(row => row[0]).ShouldBe(["Jan 2023", "Feb 2023", "Mar 2023", "Apr 2023", "whole range"]);
        var regret = comparison["foresight"].Run.Totals.Net - comparison["strike"].Run.Totals.Net;
        Table(document, "By local hour").Sum(row => Money(row[4])).ShouldBe(regret.ToCent().Value, 0.12m);
        Table(document, "Regret by month").Sum(row => Money(row[2])).ShouldBe(regret.ToCent().Value, 0.03m);
    }

    [Fact]
    public void The_embedded_figures_are_the_prices_and_decisions_of_the_run()
    {
        var market = new SampleMarket(_spring, _spring.PlusDays(6)) { IsGap = number => number is 7 or 8 or 300 };
        var comparison = market.Compare("strike:price=80,min-off=30");
        var figures = Figures(Page(comparison));

        var input = comparison.Input;
        var prices = figures.GetProperty("prices").GetString()!.Split(',');
        prices.Length.ShouldBe(input.Range.Length + input.Gaps);
        var policy = figures.GetProperty("policies").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "strike:price=80,min-off=30");
        var states = figures.GetProperty("states");
        var steps = comparison["strike:price=80,min-off=30"].Run.Steps;
        for (var group = 0; group < 2; group++)
        {
            var runs = Spread(policy.GetProperty("groups")[group]);
            runs.Count.ShouldBe(prices.Length);
            var priced = 0;
            for (var grid = 0; grid < prices.Length; grid++)
            {
                if (prices[grid].Length > 0)
                {
                    var command = steps[priced].Decision!.Commands[group];
                    decimal.Parse(prices[grid], CultureInfo.InvariantCulture).ShouldBe(input.Range[priced].Price.Value * 100m);
                    states[runs[grid]][1].GetInt32().ShouldBe(command.Machines);
                    states[runs[grid]][3].GetString().ShouldBe(ReasonWords.Brief(command.Reason.Code));
                    priced++;
                }
            }

            priced.ShouldBe(input.Range.Length);
        }
    }

    [Fact]
    public void A_week_of_the_spring_change_begins_at_local_midnight()
    {
        var figures = Figures(Page(new SampleMarket(new(2023, 3, 6), new(2023, 3, 20)).Compare()));

        // Monday to Sunday with 23 hours on the last day: 4 × (6 × 24 + 23).
        figures.GetProperty("weeks").EnumerateArray().Select(week => week.GetInt32()).ShouldBe([0, 668]);
        figures.GetProperty("offsets").EnumerateArray().Select(part => part[1].GetInt32()).ShouldBe([-21600, -18000]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_shortest_ranges_have_a_page(int intervals)
    {
        var market = new SampleMarket(_spring, _spring.PlusDays(1)) { IsGap = number => number >= intervals };
        var page = Page(market.Compare());

        var document = Parsed(page);
        document.Descendants("section").Count().ShouldBe(10);
        var shown = document.Descendants().SelectMany(element => element.Attributes().Select(attribute => attribute.Value)).Append(document.Value);
        shown.ShouldAllBe(text => !text.Contains("NaN") && !text.Contains('∞'));
    }

    [Fact]
    public void A_policy_without_losses_says_so_instead_of_an_empty_table()
    {
        var market = new SampleMarket(_spring, _spring.PlusDays(1)) { Loads = [SampleMarket.Miners("dear", 10, 5000m)] };
        var page = Page(market.Compare());

        page.ShouldContain("In no interval did strike earn less than with every price known.");
        page.ShouldContain("It drew no less than running always does");
    }

    [Fact]
    public void Many_groups_and_hourly_prices_in_another_currency_keep_their_units()
    {
        var market = new SampleMarket(new(2023, 10, 27), new(2023, 10, 31))
        {
            Zone = "Europe/Berlin",
            Currency = "EUR",
            IntervalMinutes = 60,
            Loads = [.. Enumerable.Range(1, 40).Select(number => SampleMarket.Miners($"hall-{number}", 100 + number, 40m + number))],
        };
        var page = Page(market.Compare());

        page.ShouldContain("Shown are the 12 largest of 40 groups.");
        page.ShouldContain("EUR/MWh");
        page.ShouldNotContain("USD");
        page.ShouldContain("97 of 60 minutes with a price");
    }

    [Fact]
    public void Notices_findings_and_forecast_scores_are_shown()
    {
        var comparison = new SampleMarket(_spring, _spring.PlusDays(1)).Compare();
        var report = new BacktestReport(comparison, [new("holes", 3, $"3 intervals have no price")])
        {
            Notices = ["These prices are synthetic."],
            ForecastScores = [new("Forecast scores", ["month", "error"], [["Mar 2023", "4.20"]])],
        };
        using var page = new StringWriter();
        HtmlReport.Write(report, page);

        page.ToString().ShouldContain("<p class=\"notice\">These prices are synthetic.</p>");
        page.ToString().ShouldContain("3 intervals have no price");
        Table(Parsed(page.ToString()), "Forecast scores").Single().ShouldBe(["Mar 2023", "4.20"]);
    }

    [Fact]
    public void The_worked_interval_adds_up()
    {
        var market = new SampleMarket(_spring, _spring.PlusDays(6));
        var comparison = market.Compare();
        var worst = DecisionLosses.Worst(comparison, "strike", 1)[0];
        var page = Page(comparison);

        var own = worst.Settled.Net.ToCent().Value.ToString("N2", CultureInfo.InvariantCulture).Replace('-', '−');
        page.ShouldContain($"= {own} USD.");
        page.ShouldContain($"so strike lost {worst.Loss.ToCent().Value.ToString("N2", CultureInfo.InvariantCulture)} USD there.");
        page.ShouldContain("3,000 × 3,000 W × 1.05 ÷ 10⁶ = 9.45");
        page.ShouldContain("Contract block-1: 5 × 0.25 × (");
    }

    private static string Page(Comparison comparison)
    {
        using var page = new StringWriter();
        HtmlReport.Write(new(comparison, []), page);
        return page.ToString();
    }

    // What the writer writes is XML but for the document type, the void elements of HTML and the bare text of scripts.
    private static XElement Parsed(string page)
    {
        var text = page[(page.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        text = Regex.Replace(text, "<(script|style)([^>]*)>.*?</\\1>", "<$1$2></$1>", RegexOptions.Singleline);
        text = Regex.Replace(text, "<(meta|link|input)([^>]*)>", "<$1$2/>");
        return XElement.Parse(text);
    }

    private static JsonElement Figures(string page)
    {
        var found = Regex.Match(page, "<script type=\"application/json\" id=\"week-figures\">(.*?)</script>", RegexOptions.Singleline);
        return JsonDocument.Parse(found.Groups[1].Value).RootElement;
    }

    private static List<List<string>> Table(XElement document, string caption)
    {
        var table = document.Descendants("table").Single(one => one.Element("caption")!.Value.StartsWith(caption, StringComparison.Ordinal));
        return [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToList())];
    }

    private static decimal Money(string text) => decimal.Parse(text.Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture);

    private static List<int> Spread(JsonElement runs)
    {
        var all = new List<int>();
        for (var index = 0; index < runs.GetArrayLength(); index += 2)
        {
            all.AddRange(Enumerable.Repeat(runs[index].GetInt32(), runs[index + 1].GetInt32()));
        }

        return all;
    }
}
