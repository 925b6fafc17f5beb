using System.Globalization;
using System.Text.Json;
using CsCheck;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Statements.Customers;

/// <summary>Two customers of a hall of 100 MW: acme with 40 of them and zenith with a third of the rest.</summary>
public sealed class CustomerStatementTests : IDisposable
{
    private readonly SettleDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_customer_reads_its_share_its_energy_its_credits_and_what_it_owes()
    {
        Site("curtailment_credit_usd_per_mwh: 12, curtailment_share_ratio: 0.5, uptime_ratio: 0.95, uptime_credit_usd_per_mwh: 20");

        var acme = Customer("acme", 25m, 25m, 0m, 7.5m);

        // 23 of 40 contracted MWh came, at 65 each. 10 MWh were missing at 900 and 7 at 1,500, and 15 of the 38 promised.
        Part(acme, "energy").ShouldBe(23m * 65m);
        Part(acme, "curtailment-credit").ShouldBe(-17m * 12m);
        Part(acme, "curtailment-share").ShouldBe(-0.5m * ((10m * 835m) + (7m * 1_435m)));
        Part(acme, "uptime-credit").ShouldBe(-15m * 20m);
        acme.Number("owed_usd").ShouldBe(1_495m - 204m - 9_197.5m - 300m);
        acme.Number("delivered_mwh").ShouldBe(23m);
        acme.Number("contracted_mwh").ShouldBe(40m);
        acme.Number("machine_share_ratio").ShouldBe(0.4m);
        acme.Number("open_intervals").ShouldBe(92m);
    }

    [Fact]
    public void Nothing_of_other_customers_or_of_the_sites_own_contracts_is_in_it()
    {
        Site("curtailment_credit_usd_per_mwh: 12");
        Customer("acme", 25m, 25m, 0m, 7.5m);

        foreach (var file in Directory.GetFiles(_desk.At("papers/tenants"), "acme.*"))
        {
            var text = File.ReadAllText(file);
            text.ShouldNotContain("zenith");
            text.ShouldNotContain("block-1");
            text.ShouldNotContain("fixed-block");
        }

        Directory.GetFiles(_desk.At("papers"), "*", SearchOption.AllDirectories).Length.ShouldBe(6);
        File.ReadAllText(_desk.At("papers/tenants/acme.html")).ShouldContain("40.0 % of the machines of miners");
    }

    [Fact]
    public void The_lines_are_from_the_customers_side_and_name_its_own_inputs()
    {
        Site("");
        var acme = Customer("acme", 25m, 25m, 0m, 7.5m);

        var lines = File.ReadAllLines(_desk.At("papers/tenants/acme.csv"));
        lines.Length.ShouldBe(4);
        lines.Skip(1).Sum(line => decimal.Parse(line.Split(',')[10], CultureInfo.InvariantCulture)).ShouldBe(acme.Number("owed_usd"));
        lines[1].ShouldContain(",main,2024-07-01T20:00:00Z,0,meter.csv,2,");
        acme.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("file").GetString()).ShouldBe(["meter.csv"]);
    }

    [Fact]
    public void What_the_customers_owe_is_the_sites_hosting_charge_to_the_cent()
    {
        Site("curtailment_credit_usd_per_mwh: 12.345, curtailment_share_ratio: 0.37, uptime_ratio: 0.95, uptime_credit_usd_per_mwh: 1.111");
        Gen.Int[0, 2_600].Array[4].Sample(
            hundredths =>
            {
                var statement = Run([.. hundredths.Select(hundredth => (hundredth / 100m) + 0.001m)]);
                var owed = Owed("acme") + Owed("zenith");
                owed.ShouldBe(-statement.Charge("hosting"));
            },
            iter: 12,
            threads: 1);
    }

    [Fact]
    public void A_site_without_customers_is_told_so_before_anything_is_read()
    {
        _desk.WorkedHour(25m).Run("--customers", _desk.At("papers")).ShouldBe(1);

        _desk.Errors.ShouldContain("SW4215");
    }

    private void Site(string credits) => _desk.Site(SettleDesk.OneHall +
        $$"""
          - kind: hosting
            id: tenants
            price_basis: fixed
            price_usd_per_mwh: 65
            {{credits.Replace(", ", "\n    ", StringComparison.Ordinal)}}
            customers:
              - {customer: acme, group: miners, share_ratio: 0.4}
              - {customer: zenith, group: miners, share_ratio: 0.333}

        """);

    private JsonElement Run(decimal[] energies)
    {
        _desk.Prices.Clear();
        _desk.Meters.Clear();
        _desk.WorkedHour(energies).Run("--json", "-", "--customers", _desk.At("papers")).ShouldBe(0, _desk.Errors);
        return JsonDocument.Parse(_desk.Output).RootElement;
    }

    private JsonElement Customer(string name, params decimal[] energies)
    {
        Run(energies);
        return Read(name);
    }

    private JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(_desk.At($"papers/tenants/{name}.json"))).RootElement;

    private decimal Owed(string name) => Read(name).Number("owed_usd");

    private static decimal Part(JsonElement customer, string part) =>
        customer.GetProperty("parts").EnumerateArray().Single(one => one.GetProperty("part").GetString() == part).Number("amount_usd");
}
