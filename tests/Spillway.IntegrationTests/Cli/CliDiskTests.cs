using Shouldly;
using Xunit;

namespace Spillway.IntegrationTests.Cli;

public sealed class CliDiskTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("prices", "info")]
    [InlineData("prices", "import", "prices.csv")]
    [InlineData("backtest", "site.yaml", "--from", "2021-01-02", "--to", "2021-01-03")]
    public void A_data_folder_that_is_a_file_is_refused_and_stays_as_it_is(params string[] arguments)
    {
        _cli.Site();
        _cli.Prices(days: 3);
        File.WriteAllText(_cli.Home, "a file");

        var refused = _cli.Run(arguments);

        refused.Code.ShouldBe(1);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldContain(_cli.Home);
        refused.Errors.ShouldContain("[SW3001]");
        File.ReadAllText(_cli.Home).ShouldBe("a file");
    }

    [Fact]
    public void A_backtest_of_named_files_needs_no_data_folder()
    {
        File.WriteAllText(_cli.Home, "a file");

        var done = _cli.Run("backtest", _cli.Site(), "--prices", _cli.Prices(days: 3), "--from", "2021-01-02", "--to", "2021-01-03", "--json", "-");

        done.Code.ShouldBe(0, done.Errors);
        File.ReadAllText(_cli.Home).ShouldBe("a file");
    }

    [Fact]
    public void A_full_data_folder_costs_a_backtest_its_cache_and_nothing_else()
    {
        string[] backtest = ["backtest", _cli.Site(), "--prices", _cli.Prices(days: 185), "--from", "2021-06-25", "--to", "2021-06-30", "--json", "-"];

        var full = _cli.RunWithFilesUpTo(1, backtest);

        full.Code.ShouldBe(0, full.Errors);
        Kept().ShouldBeEmpty("nothing half-written is left behind");

        var roomy = _cli.Run(backtest);
        roomy.Code.ShouldBe(0, roomy.Errors);
        Kept().ShouldNotBeEmpty();
        WithoutSeconds(roomy.Output).ShouldBe(WithoutSeconds(full.Output));
    }

    [Theory]
    [InlineData("--json", "-")]
    [InlineData("--json", "config.json")]
    public void A_full_standard_output_is_refused_and_no_fault_of_the_program(params string[] json)
    {
        var refused = _cli.RunInto("/dev/full", ["config", _cli.Site(), .. json]);

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldBe("Standard output cannot be written: No space left on device [SW0002] Free space where it is sent to, or send it elsewhere.\n");
    }

    [Fact]
    public void A_result_on_a_full_disk_is_refused_by_its_name()
    {
        var refused = _cli.Run("config", _cli.Site(), "--json", "/dev/full");

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("'/dev/full': No space left on device");
        refused.Errors.ShouldContain("[SW4107]");
    }

    [Fact]
    public void A_full_data_folder_refuses_an_import_and_leaves_the_archive_as_it_was()
    {
        _cli.Run("prices", "import", _cli.Write("first.csv", "interval_start_utc,LZ_WEST\n2021-01-01T00:00:00Z,20\n2021-01-01T00:15:00Z,21\n")).Code.ShouldBe(0);
        var before = _cli.Run("prices", "info", "--json", "-").Output;
        var files = Archive();

        var refused = _cli.RunWithFilesUpTo(8, "prices", "import", _cli.Prices(days: 120));

        refused.Code.ShouldBe(1);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldContain("[SW3002]");
        Archive().ShouldBe(files);
        _cli.Run("prices", "info", "--json", "-").Output.ShouldBe(before);
    }

    private string[] Kept() => Directory.Exists(Path.Combine(_cli.Home, "models")) ? Directory.GetFiles(Path.Combine(_cli.Home, "models")) : [];

    private string[] Archive() =>
        [.. Directory.GetFiles(Path.Combine(_cli.Home, "prices"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string WithoutSeconds(string json) =>
        string.Join('\n', json.Split('\n').Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal)));
}
