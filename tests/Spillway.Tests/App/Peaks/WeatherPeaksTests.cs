using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Tests.App.Cli;
using Spillway.Tests.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.Tests.App.Peaks;

public sealed class WeatherPeaksTests : IDisposable
{
    private static readonly DrawnWeather _drawn = DrawnWeather.Years(2020, 2021, seed: 3);
    private static readonly string _measured = Text(_drawn.Measured, isForecast: false);

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_JSON_says_what_part_the_weather_had_and_is_otherwise_as_it_was()
    {
        var (load, measured) = (Load(), _screen.Write("measured.csv", _measured));
        var forecast = _screen.Write("forecast.csv", Text(_drawn.Foreseen, isForecast: true));

        var without = Year(load);
        var with = Year(load, "--weather", measured, forecast);

        without.EnumerateObject().Select(one => one.Name).ShouldBe(["year", "hours_curtailed", "hits", "of", "official", "intervals"]);
        with.EnumerateObject().Select(one => one.Name).ShouldBe(["year", "hours_curtailed", "hits", "of", "official", "intervals", "weather"]);
        with.GetProperty("weather").EnumerateObject().Select(one => (one.Name, one.Value.GetDecimal())).ShouldBe([("hours", 854m), ("hours_without", 0m), ("hours_missing", 0m)]);
        with.GetProperty("intervals").EnumerateArray().Select(one => one.GetProperty("start_utc").GetString())
            .ShouldBe(without.GetProperty("intervals").EnumerateArray().Select(one => one.GetProperty("start_utc").GetString()));
        with.GetProperty("intervals")[1].GetProperty("p").GetDouble().ShouldNotBe(without.GetProperty("intervals")[1].GetProperty("p").GetDouble());
    }

    [Fact]
    public void Hours_without_weather_are_counted_on_the_screen_and_as_rows()
    {
        // A day in July without a temperature: it falls back, and so does the day after it, which it is compared with.
        var holed = _drawn.Measured.Where(row => row.HourStart < DrawnLoad.Local(2021, 7, 14, 0) || row.HourStart >= DrawnLoad.Local(2021, 7, 15, 0)).ToList();
        string[] arguments = ["peaks", "--load", Load(), "--weather", Packed("measured.csv.gz", Text(holed, isForecast: false)), "--from", "2021-01-01", "--to", "2022-01-01"];

        _screen.Run(arguments).ShouldBe(0);
        _screen.Output.ShouldContain("weather: 14 of 854 judged hours were decided without it; the files hold no temperature of 7.");

        _screen.Run([.. arguments, "--csv", "-"]).ShouldBe(0);
        var rows = _screen.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        rows[0].ShouldEndWith(",month_top_mw,weather");
        rows.Skip(1).Count(row => row.EndsWith(",0", StringComparison.Ordinal)).ShouldBe(56);
        rows.Count(row => row.EndsWith(",1", StringComparison.Ordinal)).ShouldBe(854 * 4 - 56);
    }

    [Fact]
    public void A_row_that_leaves_known_utc_blank_was_measured()
    {
        var load = Load();
        var marked = string.Join('\n', _measured.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, number) => number == 0 ? line + ",known_utc" : line + ","));

        var one = Year(load, "--weather", _screen.Write("measured.csv", _measured)).ToString();
        var other = Year(load, "--weather", _screen.Write("marked.csv", marked)).ToString();

        other.ShouldBe(one);
    }

    [Fact]
    public void What_stands_there_twice_alike_counts_once_and_a_measurement_stands_before_a_forecast_of_the_same_instant()
    {
        var load = Load();
        var file = _screen.Write("measured.csv", _measured);
        var plain = Year(load, "--weather", file).ToString();
        var late = Text(_drawn.Measured.Select(row => row with { Celsius = 11.5 }), isForecast: true);

        Year(load, "--weather", file, file).ToString().ShouldBe(plain);
        _screen.Errors.ShouldContain($"agreeing-duplicates: weather: {_drawn.Measured.Count} rows stand there twice");
        Year(load, "--weather", _screen.Write("late.csv", late), file).ToString().ShouldBe(plain);
    }

    [Theory]
    [InlineData("hour_start_utc,temperature_c\n2021-07-01T18:00:00Z,warm\n", "SW2006", "line 2, column 2: 'warm' is not a number")]
    [InlineData("hour_start_utc,temperature_c\n2021-07-01T18:00:00Z,99.5\n", "SW2342", "line 2, column 2: temperature_c is 99.5 °C; it looks like Fahrenheit: 99.5 °F are 37.5 °C")]
    [InlineData("hour_start_utc,temperature_c\n2021-07-01T18:00:00Z,-91\n", "SW2342", "temperature_c is -91 °C [")]
    [InlineData("hour_start_utc,temperature_c\n2021-07-01T18:00:00Z,305\n", "SW2342", "temperature_c is 305 °C [")]
    [InlineData("hour_start_utc,temperature_c\n2021-07-01T18:30:00Z,31\n", "SW2343", "line 2, column 1: hour_start_utc is 2021-07-01T18:30:00Z")]
    [InlineData("hour_start_utc,temperature_c\n2021-07-01T18:00:00Z,31\n2021-07-01T18:00:00Z,32\n", "SW2344", "line 3: the hour 2021-07-01T18:00:00Z, measured, has 32 °C, and line 2 says 31 °C.")]
    [InlineData("hour_start_utc,temperature_c,known_utc\n2021-07-01T18:00:00Z,31,2021-07-01T11:00:00Z\n2021-07-01T18:00:00Z,32,2021-07-01T11:00:00Z\n", "SW2344", "line 3: the hour 2021-07-01T18:00:00Z, known at 2021-07-01T11:00:00Z, has 32 °C")]
    [InlineData("hour_start_utc,temperature_c\nnoon,31\n", "SW2007", "line 2, column 1: 'noon' is not an instant")]
    [InlineData("hour_start_utc,temperature_c,known_utc\n2021-07-01T18:00:00Z,31,yesterday\n", "SW2007", "line 2, column 3: 'yesterday' is not an instant")]
    [InlineData("hour_start_utc,temperature_c\n1021-07-01T18:00:00Z,31\n", "SW2007", "outside the years 1990 to 2099")]
    [InlineData("hour_start_utc,temperature_c\n2021-07-01T18:00:00Z,31,5\n", "SW2013", "line 2: the header has 2 columns and this row 3")]
    [InlineData("hour_start_utc,temperature_f\n2021-07-01T18:00:00Z,90\n", "SW2341", "degrees are wanted in Celsius")]
    [InlineData("interval_start_utc,load_mw\n2021-07-01T18:00:00Z,90\n", "SW2341", "the header is 'interval_start_utc,load_mw'")]
    [InlineData("hour_start_utc,temperature_c\n2021-07-01T18:00:00Z,\n", "SW2012", "has a header and no temperature")]
    [InlineData("", "SW2012", "is empty")]
    [InlineData("hour_start_utc,temperature_c\n2019-07-01T18:00:00Z,31\n", "SW4305", "holds hours from 2019-07-01T18:00:00Z to 2019-07-01T19:00:00Z; the load begins at 2020-04-01T05:00:00Z")]
    [InlineData("hour_start_utc,temperature_c\n2020-07-01T18:00:00Z,31\n", "SW4305", "asked about are 2021-01-01T06:00:00Z to 2022-01-01T06:00:00Z")]
    public void A_weather_file_that_cannot_be_used_is_named_with_what_to_do(string text, string code, string message)
    {
        _screen.Run("peaks", "--load", Load(), "--weather", _screen.Write("bad.csv", text), "--from", "2021-01-01", "--to", "2022-01-01", "--json", "-").ShouldBe(1);

        _screen.Output.ShouldBeEmpty();
        _screen.Errors.ShouldContain("bad.csv");
        _screen.Errors.ShouldContain(message);
        _screen.Errors.ShouldContain(code);
    }

    [Fact]
    public void Files_that_disagree_are_both_named()
    {
        var first = _screen.Write("first.csv", "hour_start_utc,temperature_c\n2021-07-01T17:00:00Z,30\n2021-07-01T18:00:00Z,31\n");
        var second = _screen.Write("second.csv", "hour_start_utc,temperature_c\n2021-07-01T18:00:00Z,31.5\n");

        _screen.Run("peaks", "--load", Load(), "--weather", first, "--weather", second, "--from", "2021-01-01", "--to", "2022-01-01").ShouldBe(1);

        _screen.Errors.ShouldContain($"'{second}', line 2: the hour 2021-07-01T18:00:00Z, measured, has 31.5 °C, and '{first}', line 3, says 31 °C.");
    }

    private JsonElement Year(string load, params string[] weather)
    {
        _screen.Run(["peaks", "--load", load, .. weather, "--from", "2021-01-01", "--to", "2022-01-01", "--json", "-"]).ShouldBe(0, _screen.Errors);
        return JsonDocument.Parse(_screen.Output).RootElement.GetProperty("years")[0];
    }

    private string Load()
    {
        var text = new StringBuilder("interval_start_utc,load_mw\n");
        foreach (var (start, load) in _drawn.Loads)
        {
            text.Append(CultureInfo.InvariantCulture, $"{start},{load}\n");
        }

        return _screen.Write("load.csv", text.ToString());
    }

    private string Packed(string name, string text)
    {
        var path = Path.Combine(_screen.Folder, name);
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    private static string Text(IEnumerable<KnownTemperature> rows, bool isForecast)
    {
        var text = new StringBuilder(isForecast ? "hour_start_utc,temperature_c,known_utc\n" : "hour_start_utc,temperature_c\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.HourStart},{row.Celsius}{(isForecast ? $",{row.KnownAt}" : "")}\n");
        }

        return text.ToString();
    }
}
