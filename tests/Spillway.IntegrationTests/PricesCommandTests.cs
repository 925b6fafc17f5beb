using System.Text.Json;
using Shouldly;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.IntegrationTests;

/// <summary>What a person does with the prices commands, through the program itself.</summary>
public sealed class PricesCommandTests
{
    [Fact]
    public void Holes_duplicates_prices_above_the_cap_and_disagreements_are_reported_and_the_exit_code_is_0()
    {
        using var folder = new TestFolder();
        var first = folder.Write("first.csv", "interval_start_utc,LZ_WEST\n2023-01-01T06:00:00Z,1\n2023-01-01T06:00:00Z,1.0\n2023-01-01T06:15:00Z,5100\n2023-01-01T06:45:00Z,2\n");
        var second = folder.Write("second.csv", "interval_start_utc,LZ_WEST\n2023-01-01T06:00:00Z,1\n2023-01-01T06:15:00Z,5099.5\n");
        var (code, output, _) = SpillwayProcess.Run(folder.Home, "prices", "import", first, second);

        code.ShouldBe(0);
        output.ShouldContain("first.csv: holes (1)");
        output.ShouldContain("first.csv: agreeing-duplicates (1)");
        output.ShouldContain("first.csv: above-cap (1)");
        output.ShouldContain("second.csv: LZ_WEST disagrees with an earlier file in 1 of 2 intervals; the largest difference is at 2023-01-01T06:15:00Z: 5100 before, 5099.5 now, per MWh.");
    }

    [Fact]
    public void A_refused_file_names_itself_its_line_and_its_value_and_nothing_is_written()
    {
        using var folder = new TestFolder();
        var good = folder.Write("good.csv", Built.TidyWide);
        var bad = folder.Write("bad.csv", "interval_start_utc,LZ_WEST\n2023-01-01T06:00:00Z,12.3.4\n");
        var (code, output, errors) = SpillwayProcess.Run(folder.Home, "prices", "import", good, bad);

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldStartWith($"{bad}, line 2, column 2: '12.3.4' in column LZ_WEST is not a number [SW2006]");
        Directory.Exists(folder.Home).ShouldBeFalse();
    }

    [Fact]
    public void The_result_of_an_import_as_JSON_is_all_that_standard_output_holds()
    {
        using var folder = new TestFolder();
        var (code, output, _) = SpillwayProcess.Run(folder.Home, "prices", "import", folder.Write("a.csv", Built.TidyWide), "--known-at", "2023-02-01T00:00:00Z", "--json", "-");
        code.ShouldBe(0);
        var file = JsonDocument.Parse(output).RootElement.GetProperty("files")[0];
        file.GetProperty("new").GetInt32().ShouldBe(5);
        file.GetProperty("findings")[0].GetProperty("kind").GetString().ShouldBe("holes");
        file.GetProperty("series")[1].GetProperty("settlement_point").GetString().ShouldBe("LZ_WEST");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_export_reads_back_as_what_it_was_byte_for_byte(bool isLong)
    {
        using var folder = new TestFolder();
        string[] shape = isLong ? ["--long"] : [];
        var source = folder.Write("a.csv", Built.TidyTyped + "2023-01-01T06:30:00Z,HB_NORTH,-3.50,HU\n");
        SpillwayProcess.Run(folder.Home, "prices", "import", source).Code.ShouldBe(0);
        var once = Path.Combine(folder.Root, "once.csv");
        SpillwayProcess.Run(folder.Home, ["prices", "export", "--out", once, .. shape]).Code.ShouldBe(0);

        var other = Path.Combine(folder.Root, "other");
        SpillwayProcess.Run(other, "prices", "import", once).Code.ShouldBe(0);
        var twice = Path.Combine(folder.Root, "twice.csv");
        SpillwayProcess.Run(other, ["prices", "export", "--out", twice, .. shape]).Code.ShouldBe(0);

        File.ReadAllText(once).ShouldContain("LZ_WEST@LZEW");
        File.ReadAllText(twice).ShouldBe(File.ReadAllText(once));
    }

    [Fact]
    public void Every_product_is_exported_under_names_that_lead_back_to_it()
    {
        using var folder = new TestFolder();
        var files = new[] { Built.AncillaryCsv, Built.CaisoCsv, Built.HashpriceCsv }.Select((text, number) => folder.Write($"{number}.csv", text));
        SpillwayProcess.Run(folder.Home, ["prices", "import", .. files, folder.Write("load.xlsx", Built.LoadBook()), folder.Write("fuel.xlsx", Built.FuelBook())]).Code.ShouldBe(0);
        var other = Path.Combine(folder.Root, "other");
        string[][] wanted = [["ancillary", "--market", "ercot"], ["ancillary", "--market", "caiso"], ["day-ahead"], ["load"], ["generation"], ["hashprice"]];
        foreach (var (arguments, number) in wanted.Select((arguments, number) => (arguments, number)))
        {
            var file = Path.Combine(folder.Root, $"out{number}.csv");
            SpillwayProcess.Run(folder.Home, ["prices", "export", "--out", file, "--product", .. arguments]).Code.ShouldBe(0);
            SpillwayProcess.Run(other, "prices", "import", file).Code.ShouldBe(0);
        }

        var left = SpillwayProcess.Run(folder.Home, "prices", "info", "--json", "-").Output;
        var right = SpillwayProcess.Run(other, "prices", "info", "--json", "-").Output;
        Series(right).ShouldBe(Series(left));
    }

    [Fact]
    public void A_resource_node_is_exported_long_because_its_name_does_not_tell_its_type()
    {
        using var folder = new TestFolder();
        var source = folder.Write("a.csv", Built.RealTimeCsv.Replace("HB_HOUSTON,HU", "XYZ_UNIT1,RN", StringComparison.Ordinal));
        SpillwayProcess.Run(folder.Home, "prices", "import", source).Code.ShouldBe(0);
        var file = Path.Combine(folder.Root, "out.csv");
        var (code, _, errors) = SpillwayProcess.Run(folder.Home, "prices", "export", "--out", file);
        code.ShouldBe(1);
        errors.ShouldContain("[SW3009] Write it with --long");
        File.Exists(file).ShouldBeFalse();

        SpillwayProcess.Run(folder.Home, "prices", "export", "--out", file, "--long").Code.ShouldBe(0);
        File.ReadLines(file).First().ShouldBe("interval_start_utc,settlement_point,price,settlement_point_type");
    }

    [Fact]
    public void A_generated_year_is_the_same_file_each_time_and_says_what_it_is_when_imported()
    {
        using var folder = new TestFolder();
        var (one, two) = (Path.Combine(folder.Root, "one.csv.gz"), Path.Combine(folder.Root, "two.csv.gz"));
        SpillwayProcess.Run(folder.Home, "prices", "generate", "--seed", "7", "--year", "2024", "--market", "ercot-like", "--out", one).Code.ShouldBe(0);
        Directory.Exists(folder.Home).ShouldBeFalse();
        SpillwayProcess.Run(folder.Home, "prices", "generate", "--seed", "7", "--year", "2024", "--out", two, "--import").Code.ShouldBe(0);
        File.ReadAllBytes(two).ShouldBe(File.ReadAllBytes(one));

        var again = SpillwayProcess.Run(folder.Home, "prices", "import", one);
        again.Output.ShouldContain("synthetic (35136): These prices are made up by a generator; they are filed under the market 'ercot-like'.");
        SpillwayProcess.Run(folder.Home, "prices", "info").Output.ShouldContain("ercot-like real-time");
        SpillwayProcess.Run(folder.Home, "prices", "generate", "--seed", "7", "--year", "1900").Code.ShouldBe(2);
        SpillwayProcess.Run(folder.Home, "prices", "generate", "--seed", "7", "--year", "2024", "--market", "moon").Code.ShouldBe(2);
    }

    [Fact]
    public void Every_option_of_every_prices_command_is_explained()
    {
        using var folder = new TestFolder();
        foreach (var command in new[] { "import", "info", "export", "generate" })
        {
            var (code, output, _) = SpillwayProcess.Run(folder.Home, "prices", command, "--help");
            code.ShouldBe(0);
            var options = output.Split('\n').Where(line => line.StartsWith("  -", StringComparison.Ordinal)).ToList();
            options.Count.ShouldBeGreaterThan(2);
            options.ShouldAllBe(line => line.Trim().Contains("  ", StringComparison.Ordinal));
        }
    }

    private static string[] Series(string json) =>
        [.. JsonDocument.Parse(json).RootElement.GetProperty("series").EnumerateArray().Select(series => series.GetRawText())];
}
