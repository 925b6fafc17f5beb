using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Cli;

/// <summary>A site that drew 100 MW in every interval of August 2024, and 80 from 15:00 to 16:00 on the 22nd, a Thursday.</summary>
public sealed class BaselineCommandTests : IDisposable
{
    private const string Event = "--start 2024-08-22T20:00:00Z --end 2024-08-22T21:00:00Z";

    private static readonly Instant _event = Instant.FromUtc(2024, 8, 22, 20, 0);

    private readonly Screen _screen = new();
    private readonly string _site;
    private readonly string _meter;

    public BaselineCommandTests()
    {
        _site = _screen.Write("site.yaml", """
            site: metered
            time_zone: America/Chicago
            currency: USD
            market:
              operator: ercot
              settlement_point: LZ_WEST
            interconnection:
              import_limit_mw: 120
            loads:
              - id: hall
                kind: miner
                machines: 10000
                power_w: 10000
                value_usd_per_mwh: 107
            """);
        var rows = new StringBuilder("interval_start_utc,meter,energy_mwh,quality\n");
        for (var at = Instant.FromUtc(2024, 8, 1, 5, 0); at < _event + Duration.FromHours(1); at += Duration.FromMinutes(15))
        {
            var energy = at >= _event ? 20m : 25m;
            rows.Append(CultureInfo.InvariantCulture, $"{at:uuuu-MM-dd'T'HH:mm:ss'Z'},main,{energy},actual\n");
        }

        _meter = _screen.Write("meter.csv", rows.ToString());
    }

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData("10-of-10")]
    [InlineData("3-of-10-high")]
    public void A_flat_month_has_a_flat_baseline_and_what_was_delivered_is_judged(string method)
    {
        var json = Json($"{Event} --method {method} --instructed 20");

        json["intervals"]!.AsArray().Select(one => ((decimal)one!["baseline_mw"]!, (decimal)one["delivered_mw"]!)).ShouldBe(Enumerable.Repeat((100m, 20m), 4));
        ((string?)json["delivery"]!["verdict"]).ShouldBe("delivered");
        ((string?)json["intervals"]![0]!["start_local"]).ShouldBe("2024-08-22T15:00");
    }

    [Fact]
    public void What_curtailing_before_the_event_would_cost_is_told_in_money()
    {
        // The whole hour off on the 21st takes 10 MW off four quarter hours: 10 MWh at 80.
        Run($"{Event} --method 10-of-10 --curtail-from 2024-08-21T20:00:00Z --curtail-to 2024-08-21T21:00:00Z --price 80").ShouldBe(0, _screen.Errors);

        _screen.Output.ShouldContain("Curtailing then would cost 10 MWh of this baseline, 800.00 USD at the programme's price.");
    }

    [Fact]
    public void Too_few_days_are_refused_with_how_many_there_are()
    {
        Run($"{Event} --method 15-of-20").ShouldBe(1);

        _screen.Errors.ShouldStartWith("15-of-20 looks at 20 days before 2024-08-22, and 15 within 60 days are eligible and have a reading of every hour of the event: back to 2024-08-01. [SW4402]");
    }

    [Fact]
    public void Days_left_out_are_left_out() =>
        Json($"{Event} --method 10-of-10 --exclude 2024-08-21 --holiday 2024-08-20")["days"]!.AsArray().Select(day => (string)day!).ShouldNotContain(day => day == "2024-08-21" || day == "2024-08-20");

    [Fact]
    public void A_firm_service_level_counts_what_is_too_much()
    {
        var json = Json($"{Event} --method firm-service-level --level 75");

        json["intervals"]!.AsArray().Select(one => (decimal)one!["excess_mw"]!).ShouldBe([5m, 5m, 5m, 5m]);
        json["days"].ShouldBeNull();
    }

    [Theory]
    [InlineData("--method firm-service-level")]
    [InlineData("--method 10-of-10 --level 5")]
    [InlineData("--method 10-of-10 --take 11")]
    [InlineData("--method 10-of-10 --instructed 0")]
    [InlineData("--method 10-of-10 --curtail-from 2024-08-21")]
    public void Options_that_do_not_go_together_are_refused(string options)
    {
        Run($"{Event} {options}").ShouldBe(1);

        _screen.Errors.ShouldContain("SW4404");
    }

    [Fact]
    public void An_event_that_is_not_metered_is_not_judged()
    {
        Run("--start 2024-08-23T20:00:00Z --end 2024-08-23T21:00:00Z --method 10-of-10 --instructed 20").ShouldBe(1);

        _screen.Errors.ShouldContain("SW4403");
    }

    private JsonNode Json(string options)
    {
        Run(options + " --json -").ShouldBe(0, _screen.Errors);
        return JsonNode.Parse(_screen.Output)!;
    }

    private int Run(string options) => _screen.Run(["baseline", _site, "--meter", _meter, .. options.Split(' ')]);
}
