using System.Text.Json;
using Shouldly;
using Spillway.Tests.App.Statements;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class ExplainCommandTests : IDisposable
{
    private const string Consumption = "2024-07-01T20:30:00Z/energy-real-time/-/consumption";

    private readonly SettleDesk _desk = new() { From = "2024-07-01", To = "2024-08-01" };

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_line_is_walked_to_the_raw_rows_of_meter_and_prices()
    {
        _desk.WorkedHour(25, 25, 7.5m, 0).Explain(Consumption).ShouldBe(0);

        _desk.Output.ShouldContain("7.5 MWh × 900 USD = 6,750 USD (exact; the site pays)");
        _desk.Output.ShouldContain("meter.csv, row 4: 2024-07-01T20:30:00Z,main,7.5,actual");
        _desk.Output.ShouldContain("prices.csv, row 4: 2024-07-01T20:30:00Z,900");
        _desk.Output.ShouldContain("rule: ercot.yaml");
    }

    [Fact]
    public void A_blocks_line_is_walked_to_its_contract_in_the_site_file()
    {
        _desk.WorkedHour(25, 25, 0, 0).Explain("2024-07-01T20:30:00Z/fixed-block/block-1/purchase").ShouldBe(0);

        _desk.Output.ShouldContain("15 MWh × 28 USD = 420 USD");
        _desk.Output.ShouldContain("price: the contract's own figure 'price'");
        _desk.Output.ShouldContain("site.yaml, row 9: - {kind: fixed-block, id: block-1");
    }

    [Fact]
    public void A_booked_line_tells_its_versions_and_that_a_file_has_changed_since()
    {
        _desk.WorkedHour(25, 25, 0, 0).Run("--as", "initial").ShouldBe(0);
        File.WriteAllText(_desk.At("meter.csv"), SettleDesk.MeterHeader + SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 25, 7.5m, 0));
        _desk.Run("--as", "final", "--difference", _desk.At("difference.csv")).ShouldBe(0);
        _desk.Output.ShouldContain("Booked version 2 (final) of 2024-07: 6,750.00 USD in 1 changed lines.");
        File.WriteAllText(_desk.At("meter.csv"), SettleDesk.MeterHeader + SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 25, 9m, 0));

        _desk.ExplainBooked(Consumption, "--json", "-").ShouldBe(0);

        var json = JsonDocument.Parse(_desk.Output).RootElement;
        json.GetProperty("versions").EnumerateArray().Select(one => (one.GetProperty("kind").GetString(), one.GetProperty("entry").GetString())).ShouldBe(
            [("initial", "new"), ("final", "reversal"), ("final", "new")]);
        var reading = json.GetProperty("steps")[0];
        reading.GetProperty("text").GetString()!.ShouldContain("the file has changed since and says now: 2024-07-01T20:30:00Z,main,9,actual");
        File.ReadAllLines(_desk.At("difference.csv"))[1].ShouldStartWith($"{Consumption},reading,0,7.5,MWh,900,900,0,6750.0,6750.0,main@2024-07-01T20:30:00Z#1:4,");
    }

    [Fact]
    public void A_line_that_is_not_there_is_refused_by_its_name()
    {
        _desk.WorkedHour(25, 25, 0, 0).Explain("2024-07-01T21:00:00Z/energy-real-time/-/consumption").ShouldBe(1);
        _desk.Errors.ShouldContain("SW4226");

        _desk.ExplainBooked(Consumption).ShouldBe(1);
        _desk.Errors.ShouldContain("SW4226");
    }

    [Theory]
    [InlineData("--as", "monthly")]
    [InlineData("--close")]
    public void Options_that_make_no_sense_are_usage_errors(params string[] more) => _desk.WorkedHour(25).Run(more).ShouldBe(2);

    [Fact]
    public void Only_whole_local_months_are_booked()
    {
        _desk.To = "2024-07-31";

        _desk.WorkedHour(25).Run("--as", "initial").ShouldBe(1);

        _desk.Errors.ShouldContain("SW4221");
    }
}
