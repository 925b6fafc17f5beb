using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Shouldly;
using Spillway.Tests.App.Cli;
using Spillway.Tests.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.Tests.App.Peaks;

public sealed class PeaksCommandTests : IDisposable
{
    private static readonly SortedDictionary<Instant, double> _loads = DrawnLoad.Years(2019, 2021);

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_JSON_has_the_agreed_fields_and_nothing_else_stands_on_the_output()
    {
        _screen.Run("peaks", "--load", Tidy("load.csv"), "--from", "2020-01-01", "--to", "2022-01-01", "--json", "-").ShouldBe(0);

        var years = JsonDocument.Parse(_screen.Output).RootElement.GetProperty("years").EnumerateArray().ToList();
        years.Select(year => year.GetProperty("year").GetInt32()).ShouldBe([2020, 2021]);
        foreach (var year in years)
        {
            year.EnumerateObject().Select(one => one.Name).ShouldBe(["year", "hours_curtailed", "hits", "of", "official", "intervals"]);
            year.GetProperty("hours_curtailed").GetDecimal().ShouldBeInRange(10m, 60m);
            year.GetProperty("of").GetInt32().ShouldBe(4);
            year.GetProperty("official").GetBoolean().ShouldBeFalse();
            var intervals = year.GetProperty("intervals").EnumerateArray().ToList();
            intervals.Select(one => one.GetProperty("month").GetInt32()).ShouldBe([6, 7, 8, 9]);
            intervals.Count(one => one.GetProperty("hit").GetBoolean()).ShouldBe(year.GetProperty("hits").GetInt32());
            foreach (var interval in intervals)
            {
                interval.EnumerateObject().Select(one => one.Name).ShouldBe(["month", "start_utc", "mw", "hit", "p"]);
                interval.GetProperty("mw").GetDouble().ShouldBe(Month(year.GetProperty("year").GetInt32(), interval.GetProperty("month").GetInt32()).Max(one => one.Value), 0.001);
            }
        }
    }

    [Fact]
    public void A_run_again_says_the_same()
    {
        var load = Tidy("load.csv");
        _screen.Run("peaks", "--load", load, "--from", "2021-01-01", "--to", "2022-01-01", "--json", "-").ShouldBe(0);
        var first = _screen.Output;

        _screen.Run("peaks", "--load", load, "--from", "2021-01-01", "--to", "2022-01-01", "--json", "-").ShouldBe(0);

        _screen.Output.ShouldBe(first);
    }

    [Fact]
    public void The_official_interval_of_the_rules_stands_where_there_is_one()
    {
        var later = DrawnLoad.Years(2021, 2022);

        _screen.Run("peaks", "--load", Tidy("load.csv", later), "--from", "2022-01-01", "--to", "2023-01-01", "--json", "-").ShouldBe(0);

        var year = JsonDocument.Parse(_screen.Output).RootElement.GetProperty("years")[0];
        year.GetProperty("official").GetBoolean().ShouldBeTrue();
        year.GetProperty("intervals")[1].GetProperty("start_utc").GetString().ShouldBe("2022-07-20T21:30:00Z");
        year.GetProperty("intervals")[1].GetProperty("mw").GetDecimal().ShouldBe(80_233.2m);
    }

    [Fact]
    public void A_year_that_is_not_whole_in_the_range_or_in_the_load_is_left_out_and_that_is_said()
    {
        var until = Tidy("load.csv", _loads.Where(load => load.Key < DrawnLoad.Local(2021, 9, 5, 0)));

        _screen.Run("peaks", "--load", until, "--from", "2020-06-02", "--to", "2022-01-01", "--json", "-").ShouldBe(0);

        JsonDocument.Parse(_screen.Output).RootElement.GetProperty("years").GetArrayLength().ShouldBe(0);
        _screen.Errors.ShouldContain("No year between 2020-06-02 and 2022-01-01 has load for each of its peak months.");
    }

    [Fact]
    public void Quarter_hours_say_themselves_when_the_peak_was()
    {
        var quarters = _loads.SelectMany(load => Enumerable.Range(0, 4).Select(part => KeyValuePair.Create(
            load.Key + Duration.FromMinutes(15 * part), load.Value + (part == 0 ? 30.0 : -10.0))));

        _screen.Run("peaks", "--load", Tidy("load.csv", quarters), "--from", "2021-01-01", "--to", "2022-01-01", "--json", "-").ShouldBe(0);

        var intervals = JsonDocument.Parse(_screen.Output).RootElement.GetProperty("years")[0].GetProperty("intervals").EnumerateArray().ToList();
        intervals.ShouldAllBe(one => one.GetProperty("start_utc").GetString()!.EndsWith(":00:00Z", StringComparison.Ordinal));
        intervals[0].GetProperty("mw").GetDouble().ShouldBe(Month(2021, 6).Max(one => one.Value) + 30.0, 0.001);
    }

    [Fact]
    public void A_person_sees_the_peaks_the_misses_with_their_reason_and_the_curve()
    {
        _screen.Run("peaks", "--load", Tidy("load.csv"), "--from", "2020-01-01", "--to", "2022-01-01", "--hours", "20", "--curve").ShouldBe(0);

        _screen.Errors.ShouldBeEmpty();
        Approval.Matches("tests/Spillway.Tests/App/Peaks/peaks.approved.txt", _screen.Output);
    }

    [Fact]
    public void More_hours_catch_more_and_a_rate_of_ones_own_is_used()
    {
        _screen.Run("peaks", "--load", Tidy("load.csv"), "--from", "2021-01-01", "--to", "2022-01-01", "--hours", "0", "--rate-usd-per-mw-year", "40000").ShouldBe(0);

        _screen.Output.ShouldContain("2021: 0 of 4 caught in 0.00 hours; missed 40,000 USD per MW at 40,000 USD/MW-year.");
    }

    [Theory]
    [InlineData("interval_start_utc,COAST\n2021-06-01T05:00:00Z,9000\n2021-06-01T06:00:00Z,9000\n", "SW4301", "has no column ERCOT or load_mw")]
    [InlineData("interval_start_utc,load_mw\n2021-06-01T06:00:00Z,9000\n2021-06-01T08:00:00Z,9000\n", "SW4301", "a load every 120 minutes")]
    [InlineData("interval_start_utc,load_mw\n2021-06-01T05:00:00Z,9000\n2021-06-01T06:00:00Z,-5\n", "SW4302", "row of 2021-06-01T06:00:00Z: load_mw is -5 MW")]
    [InlineData("interval_start_utc,load_mw\n2021-06-01T05:00:00Z,9000\n2021-06-01T06:00:00Z,9000000\n", "SW4302", "load_mw is 9000000 MW")]
    [InlineData("interval_start_utc,load_mw\n2021-06-01T05:00:00Z,9000\n2021-06-01T06:00:00Z,many\n", "SW2", "line 3")]
    [InlineData("interval_start_utc,load_mw\n2021-06-01T05:00:00Z,9000\nnoon,9000\n", "SW2", "'noon' is not an instant")]
    public void A_file_that_cannot_be_used_is_named_with_what_to_do(string text, string code, string message)
    {
        var file = _screen.Write("bad.csv", text);

        _screen.Run("peaks", "--load", file, "--from", "2021-01-01", "--to", "2022-01-01", "--json", "-").ShouldBe(1);

        _screen.Output.ShouldBeEmpty();
        _screen.Errors.ShouldContain("bad.csv");
        _screen.Errors.ShouldContain(message);
        _screen.Errors.ShouldContain(code);
    }

    [Fact]
    public void Generation_changes_the_chances_and_not_the_peaks()
    {
        var generation = new StringBuilder("interval_start_utc,TOTAL_MWH\n");
        foreach (var (start, load) in _loads)
        {
            for (var part = 0; part < 4; part++)
            {
                generation.Append(CultureInfo.InvariantCulture, $"{start + Duration.FromMinutes(15 * part)},{(load / 4) + 250}\n");
            }
        }

        var (with, without) = (Judged("--generation", _screen.Write("generation.csv", generation.ToString())), Judged());

        with.Select(one => one.GetProperty("start_utc").GetString()).ShouldBe(without.Select(one => one.GetProperty("start_utc").GetString()));
        with.Select(one => one.GetProperty("p").GetDouble()).ShouldNotBe(without.Select(one => one.GetProperty("p").GetDouble()));

        List<JsonElement> Judged(params string[] more)
        {
            _screen.Run(["peaks", "--load", Tidy("load.csv"), .. more, "--from", "2021-01-01", "--to", "2022-01-01", "--json", "-"]).ShouldBe(0);
            return [.. JsonDocument.Parse(_screen.Output).RootElement.GetProperty("years")[0].GetProperty("intervals").EnumerateArray()];
        }
    }

    [Fact]
    public void A_generation_file_without_generation_is_refused()
    {
        var load = Tidy("load.csv");

        _screen.Run("peaks", "--load", load, "--generation", load, "--from", "2021-01-01", "--to", "2022-01-01").ShouldBe(1);

        _screen.Errors.ShouldContain("SW4304");
    }

    [Theory]
    [InlineData("--from 2021-01-01 --to 2021-01-01", 1, "holds no day")]
    [InlineData("--from 2021-13-01 --to 2022-01-01", 1, "not a local date")]
    [InlineData("--from 2021-01-01 --to 2022-01-01 --hours -1", 2, "--hours is -1; give a number from 0 to 2000.")]
    [InlineData("--from 2021-01-01 --to 2022-01-01 --rate-usd-per-mw-year 99000000", 2, "--rate-usd-per-mw-year is 99000000")]
    [InlineData("--from 2021-01-01 --to 2022-01-01 --market mars", 1, "no rules for 'mars'")]
    [InlineData("--from 2021-01-01", 2, "--to")]
    public void What_cannot_be_asked_is_refused(string options, int code, string message)
    {
        _screen.Run(["peaks", "--load", Tidy("load.csv"), .. options.Split(' ')]).ShouldBe(code);

        _screen.Errors.ShouldContain(message);
    }

    [Fact]
    public void A_market_that_counts_no_peaks_is_refused()
    {
        _screen.Run("peaks", "--load", Tidy("load.csv"), "--from", "2009-01-01", "--to", "2010-01-01").ShouldBe(1);

        _screen.Errors.ShouldContain("nothing before");
    }

    private static IEnumerable<KeyValuePair<Instant, double>> Month(int year, int month) =>
        _loads.Where(load => load.Key.InZone(DrawnLoad.Zone) is var local && local.Year == year && local.Month == month);

    private string Tidy(string name, IEnumerable<KeyValuePair<Instant, double>>? loads = null)
    {
        var text = new StringBuilder("interval_start_utc,load_mw\n");
        foreach (var (start, load) in loads ?? _loads)
        {
            text.Append(CultureInfo.InvariantCulture, $"{start},{load}\n");
        }

        return _screen.Write(name, text.ToString());
    }
}
