using System.Text.Json;
using Shouldly;
using Xunit;

namespace Spillway.IntegrationTests.Cli;

public sealed class CliExitCodeTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_backtest_that_is_done_ends_with_zero_and_is_silent_but_for_its_table()
    {
        var done = _cli.Run("backtest", _cli.Site(), "--prices", _cli.Prices(days: 3), "--from", "2021-01-02", "--to", "2021-01-03");

        done.Code.ShouldBe(0, done.Errors);
        done.Errors.ShouldBeEmpty();
        done.Output.ShouldContain("always-on");
        done.Output.ShouldNotContain("\r");
        done.Output.ShouldNotContain("\u001b[", Case.Sensitive, "no terminal, no colours");
    }

    [Fact]
    public void With_json_dash_the_output_is_one_JSON_object_and_nothing_else()
    {
        var done = _cli.Run("backtest", _cli.Site(), "--prices", _cli.Prices(days: 3), "--from", "2021-01-02", "--to", "2021-01-03", "--json", "-");

        done.Code.ShouldBe(0, done.Errors);
        done.Errors.ShouldBeEmpty();
        JsonDocument.Parse(done.Output).RootElement.GetProperty("intervals").GetInt32().ShouldBe(96);
    }

    [Fact]
    public void Several_price_files_may_stand_behind_one_option_or_behind_several()
    {
        var site = _cli.Site();
        var lines = File.ReadAllLines(_cli.Prices(days: 3));
        var early = _cli.Write("early.csv", string.Join('\n', lines[..150]) + "\n");
        var late = _cli.Write("late.csv", string.Join('\n', [lines[0], .. lines[150..]]) + "\n");
        string[] range = ["--from", "2021-01-02", "--to", "2021-01-03", "--json", "-"];

        var once = _cli.Run(["backtest", site, "--prices", early, late, .. range]);
        var twice = _cli.Run(["backtest", site, "--prices", early, "--prices", late, .. range]);

        once.Code.ShouldBe(0, once.Errors);
        twice.Code.ShouldBe(0, twice.Errors);
        Hashes(twice.Output).ShouldBe(Hashes(once.Output));
        Hashes(once.Output).Length.ShouldBe(4);
    }

    [Fact]
    public void What_is_refused_ends_with_one_and_a_line_that_says_what_to_do()
    {
        var refused = _cli.Run("backtest", Path.Combine(_cli.Folder, "nowhere.yaml"), "--from", "2021-01-02", "--to", "2021-01-03", "--json", Path.Combine(_cli.Results, "out.json"));

        refused.Code.ShouldBe(1);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldBe($"{Path.Combine(_cli.Folder, "nowhere.yaml")} does not exist. [SW1001] Check the path; 'samples/dadu-1/site.yaml' is one to start from.\n");
        Directory.GetFileSystemEntries(_cli.Results).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2021-01-03", "2021-01-02")]
    [InlineData("2021-01-02", "2021-01-02")]
    public void An_empty_range_is_refused_before_anything_is_read(string from, string to)
    {
        var refused = _cli.Run("backtest", _cli.Site(), "--prices", "no-such-file.csv", "--from", from, "--to", to);

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldBe($"--from {from} --to {to} holds no day. [SW4101] Give --to as a later local date than --from; --to itself is not included.\n");
    }

    [Fact]
    public void A_missing_price_file_is_refused_by_its_name()
    {
        var refused = _cli.Run("backtest", _cli.Site(), "--prices", "no-such-file.csv", "--from", "2021-01-02", "--to", "2021-01-03");

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("no-such-file.csv");
        refused.Errors.ShouldContain("[SW2001]");
    }

    [Fact]
    public void An_unknown_settlement_point_is_refused_with_those_near_it()
    {
        var site = _cli.Write("site.yaml", File.ReadAllText(_cli.Site()).Replace("LZ_WEST ", "LZ_WSET ", StringComparison.Ordinal));

        var refused = _cli.Run("backtest", site, "--prices", _cli.Prices(days: 3), "--from", "2021-01-02", "--to", "2021-01-03");

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("No price of settlement point 'LZ_WSET' is in 'prices.csv'. Near: LZ_WEST.");
        refused.Errors.ShouldContain("[SW3101]");
    }

    [Fact]
    public void A_hash_price_series_that_does_not_cover_the_range_is_refused_by_the_day_it_misses()
    {
        var series = _cli.Write("hashprice.csv", "date_utc,hashprice_usd_per_ph_day\n2021-01-02,60\n2021-01-03,61\n");

        var refused = _cli.Run("backtest", _cli.Site(), "--prices", _cli.Prices(days: 3), "--hashprice", series, "--from", "2021-01-02", "--to", "2021-01-03", "--json", Path.Combine(_cli.Results, "out.json"));

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("no hash price for 2021-01-01 (UTC); the series reaches from 2021-01-02 to 2021-01-03. [SW4103]");
        Directory.GetFileSystemEntries(_cli.Results).ShouldBeEmpty();
    }

    [Fact]
    public void A_wrong_command_ends_with_two_and_names_the_nearest()
    {
        var usage = _cli.Run("bakctest");

        usage.Code.ShouldBe(2);
        usage.Output.ShouldBeEmpty();
        usage.Errors.ShouldBe("'bakctest' is not a command of spillway; the nearest is 'backtest'.\nTry 'spillway --help'.\n");
    }

    [Fact]
    public void A_wrong_option_ends_with_two_and_names_the_nearest()
    {
        var usage = _cli.Run("bid", _cli.Site(), "--att", "2021-01-02");

        usage.Code.ShouldBe(2);
        usage.Errors.ShouldContain("'--att' is not an option of spillway bid; the nearest is '--at'.");
        usage.Errors.ShouldEndWith("Try 'spillway bid --help'.\n");
    }

    [Fact]
    public void A_result_that_cannot_be_written_is_refused_by_its_name()
    {
        var refused = _cli.Run("bid", _cli.Site(), "--at", "2021-01-02", "--json", Path.Combine(_cli.Folder, "nowhere", "bid.json"));

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain(Path.Combine(_cli.Folder, "nowhere", "bid.json"));
        refused.Errors.ShouldContain("[SW4107]");
    }

    [Fact]
    public void The_version_is_printed_alone()
    {
        var version = _cli.Run("--version");

        version.Code.ShouldBe(0);
        version.Output.ShouldMatch(@"^[0-9]+\.[0-9]+\.[0-9]+\n$");
    }

    private static string[] Hashes(string json) =>
    [
        .. JsonDocument.Parse(json).RootElement.GetProperty("policies").EnumerateArray()
            .Select(policy => policy.GetProperty("decision_hash").GetString()!),
    ];
}
