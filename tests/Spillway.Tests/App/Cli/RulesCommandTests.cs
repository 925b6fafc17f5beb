using System.Text.Json;
using Shouldly;
using Spillway.App.Rules;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class RulesCommandTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_person_sees_the_markets_and_what_holds_in_one_of_them()
    {
        _screen.Run("rules", "list").ShouldBe(0);
        var list = _screen.Output;
        _screen.Run("rules", "show", "ercot", "--at", "2025-12-04").ShouldBe(0);
        var before = _screen.Output;
        _screen.Run("rules", "show", "ercot", "--at", "2025-12-05").ShouldBe(0);

        _screen.Errors.ShouldBeEmpty();
        Approval.Matches("tests/Spillway.Tests/App/Cli/rules.approved.txt", $"{list}\n{before}\n{_screen.Output}");
    }

    [Fact]
    public void A_program_reads_value_unit_and_source_and_null_where_nobody_knows()
    {
        _screen.Run("rules", "show", "ercot", "--at", "2025-12-05T05:59:59Z", "--json", "-").ShouldBe(0);

        var json = JsonDocument.Parse(_screen.Output).RootElement;
        json.GetProperty("regime").GetString().ShouldBe("ordc");
        json.GetProperty("to_utc").GetString().ShouldBe("2025-12-05T06:00:00Z");
        var rules = json.GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("rule").GetString()!);
        rules["price_limits[price-floor].value_usd_per_mwh"].GetProperty("value").GetDecimal().ShouldBe(-251m);
        rules["ancillary[ecrs].duration_minutes"].GetProperty("value").GetDecimal().ShouldBe(120m);
        rules["ancillary[rrs-ufr].response_seconds"].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        rules["ancillary[rrs-ufr].response_seconds"].GetProperty("known").GetBoolean().ShouldBeFalse();
        json.GetProperty("official_peaks").GetArrayLength().ShouldBe(16);
        json.GetProperty("coincident_peak_rates_usd_per_mw_year")[2].GetProperty("rate").GetDecimal().ShouldBe(75_527m);
    }

    [Fact]
    public void An_unknown_market_ends_with_one_and_the_nearest()
    {
        _screen.Run("rules", "show", "nordpol").ShouldBe(1);

        _screen.Output.ShouldBeEmpty();
        _screen.Errors.ShouldStartWith("There are no rules for 'nordpol'; the nearest is 'nordpool'.");
    }

    [Fact]
    public void A_day_before_the_first_rule_is_refused_and_a_day_that_is_none_is_a_wrong_word()
    {
        _screen.Run("rules", "show", "ercot", "--at", "2009-01-01").ShouldBe(1);
        _screen.Errors.ShouldContain("[SW1102]");
        _screen.Run("rules", "show", "ercot", "--at", "yesterday").ShouldBe(2);
        _screen.Errors.ShouldContain("'yesterday' is neither an instant such as");
    }

    [Fact]
    public void The_file_printed_is_the_file()
    {
        _screen.Run("rules", "show", "nem", "--yaml").ShouldBe(0);

        _screen.Output.ShouldBe(RuleLibrary.Open("no-such-folder").Text("nem"));
        _screen.Output.ShouldBe(File.ReadAllText(Repository.Path("rules", "nem.yaml")));
    }

    [Fact]
    public void A_file_that_stands_for_the_programs_own_is_said_to()
    {
        _screen.Write("nem.yaml", RuleLibrary.Open("no-such-folder").Text("nem"));

        _screen.Run("rules", "show", "nem", "--rules", _screen.Folder).ShouldBe(0);
        _screen.Output.ShouldContain($"read from {Path.Combine(_screen.Folder, "nem.yaml")} instead of nem.yaml");
        _screen.Run("rules", "list", "--rules", _screen.Folder, "--json", "-").ShouldBe(0);
        var nem = JsonDocument.Parse(_screen.Output).RootElement.GetProperty("markets").EnumerateArray().Single(one => one.GetProperty("market").GetString() == "nem");
        nem.GetProperty("embedded").GetBoolean().ShouldBeFalse();
        nem.GetProperty("replaces").GetString().ShouldBe("nem.yaml");
    }
}
