using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class HeadroomCommandTests : IDisposable
{
    private const string Header = "interval_start_utc,contract,product,award_mw,price_usd_per_mwh\n";

    private readonly Screen _screen = new();
    private readonly string _site;

    public HeadroomCommandTests() => _site = _screen.Write("site.yaml", """
        site: held
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
        contracts:
          - kind: fixed-block
            id: block-1
            mw: 60
            price_usd_per_mwh: 28
          - kind: ancillary
            id: as-1
            product: rrs-ufr
        """);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_day_is_shown_with_one_line_for_equal_intervals()
    {
        Run("2024-08-20T20:00:00Z,as-1,rrs-ufr,30,6\n").ShouldBe(0, _screen.Errors);

        Approval.Matches("tests/Spillway.Tests/App/Cli/headroom.approved.txt", _screen.Output);
    }

    [Theory]
    [InlineData("2024-03-10", "2024-03-11", 92)]
    [InlineData("2024-11-03", "2024-11-04", 100)]
    public void Days_on_which_clocks_change_have_their_own_number_of_intervals(string from, string to, int intervals)
    {
        _screen.Run("headroom", _site, "--from", from, "--to", to, "--json", "-").ShouldBe(0, _screen.Errors);

        JsonNode.Parse(_screen.Output)!["intervals"]!.AsArray().Count.ShouldBe(intervals);
    }

    [Fact]
    public void More_than_can_run_fails_with_the_numbers_and_shows_the_ledger_all_the_same()
    {
        Run("2024-08-20T20:00:00Z,as-1,rrs-ufr,110,6\n", "--json", "-").ShouldBe(1);

        _screen.Errors.ShouldStartWith("from 2024-08-20T20:00Z to 2024-08-20T21:00Z 110 MW must run for as-1/rrs-ufr and 100 MW would. [SW4401]");
        var json = JsonNode.Parse(_screen.Output)!;
        ((bool)json["stands"]!).ShouldBeFalse();
        ((decimal)json["shortfalls"]![0]!["needed_mw"]!).ShouldBe(110m);
    }

    private int Run(string rows, params string[] more) =>
        _screen.Run(["headroom", _site, "--from", "2024-08-20", "--to", "2024-08-21", "--awards", _screen.Write("awards.csv", Header + rows), .. more]);
}
