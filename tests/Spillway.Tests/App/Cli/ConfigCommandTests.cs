using System.Text.Json;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class ConfigCommandTests : IDisposable
{
    private static readonly string _dadu = Path.Combine(Repository.Root, "samples/dadu-1/site.yaml");
    private static readonly string _one = Path.Combine(Repository.Root, "samples/one-machine/site.yaml");

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_person_sees_every_setting_with_its_origin_and_what_they_come_to()
    {
        _screen.Run("config", _dadu).ShouldBe(0);

        _screen.Errors.ShouldBeEmpty();
        Approval.Matches("tests/Spillway.Tests/App/Cli/config.approved.txt", _screen.Output);
    }

    [Fact]
    public void A_program_reads_value_unit_and_origin_of_each_setting()
    {
        _screen.Run("config", _dadu, "--json", "-").ShouldBe(0);

        var settings = JsonDocument.Parse(_screen.Output).RootElement.GetProperty("settings").EnumerateArray()
            .ToDictionary(setting => setting.GetProperty("key").GetString()!);
        var power = settings["loads[hall-a].power_w"];
        power.GetProperty("value").GetInt32().ShouldBe(3068);
        power.GetProperty("unit").GetString().ShouldBe("W");
        power.GetProperty("origin").GetString().ShouldBe("catalogue");
        power.GetProperty("where").GetString().ShouldBe("antminer-s19j-pro");
        settings["loads[hall-b].modes[low].power_w"].GetProperty("where").GetString().ShouldBe("line 30");
        settings["loads[hall-a].sleep_w"].GetProperty("origin").GetString().ShouldBe("default");
        settings["site"].GetProperty("value").GetString().ShouldBe("dadu-1");
    }

    [Fact]
    public void Figures_follow_from_the_settings()
    {
        _screen.Run("config", _dadu, "--json", "-").ShouldBe(0);

        var json = JsonDocument.Parse(_screen.Output).RootElement;
        json.GetProperty("normal_mw").GetDouble().ShouldBe(100.5081);
        var normal = json.GetProperty("modes").EnumerateArray().Single(mode =>
            mode.GetProperty("group").GetString() == "hall-c" && mode.GetProperty("mode").GetString() == "normal");
        normal.GetProperty("machine_j_per_th").GetDouble().ShouldBe(17.5);
        normal.GetProperty("site_j_per_th").GetDouble().ShouldBe(17.5 * 1.05, 1e-12);

        // market.md 6.1: breakeven = 41.667 × H × (1 − fee) ÷ (J/TH × overhead).
        normal.GetProperty("breakeven_usd_per_mwh").GetDouble().ShouldBe(1e6 / 24 * 55 / 1000 * 0.99 / (17.5 * 1.05), 1e-9);
        json.GetProperty("merit_order").EnumerateArray().Select(step => step.GetProperty("group").GetString() + " " + step.GetProperty("mode").GetString())
            .ShouldBe(["hall-c normal", "hall-b low", "hall-b normal", "hall-a normal"]);
    }

    [Fact]
    public void A_key_named_in_another_currency_is_shown_as_the_site_writes_it()
    {
        var text = File.ReadAllText(_one).Replace("USD", "CNY", StringComparison.Ordinal).Replace("value_usd_per_mwh", "value_cny_per_mwh", StringComparison.Ordinal);

        _screen.Run("config", _screen.Write("site.yaml", text)).ShouldBe(0);

        _screen.Output.ShouldContain("loads[machine].value_cny_per_mwh");
        _screen.Output.ShouldContain("CNY/MWh");
        _screen.Output.ShouldNotContain("usd", Case.Insensitive);
    }

    [Fact]
    public void Without_a_hash_price_the_merit_order_is_said_to_be_unknown()
    {
        var text = File.ReadAllText(_dadu).Replace("  hashprice_usd_per_ph_day: 55", "#", StringComparison.Ordinal);

        _screen.Run("config", _screen.Write("site.yaml", text)).ShouldBe(0);

        _screen.Output.ShouldContain("Merit order: not known, the file has no hash price");
    }

    [Fact]
    public void A_limit_below_the_site_is_said()
    {
        var text = File.ReadAllText(_dadu).Replace("import_limit_mw: 120", "import_limit_mw: 90", StringComparison.Ordinal);

        _screen.Run("config", _screen.Write("site.yaml", text)).ShouldBe(0);

        _screen.Output.ShouldContain("import limit 90.000 MW; 10.508 MW of the least valuable machines stay off");
    }
}
