using Shouldly;
using Xunit;

namespace Spillway.IntegrationTests.Cli;

public sealed class CliInterruptTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void An_interrupted_backtest_ends_with_130_and_leaves_nothing_half_written()
    {
        // The first model that is kept says that the work is under way: other models and all policies are still to come.
        var models = Directory.CreateDirectory(Path.Combine(_cli.Home, "models")).FullName;
        using var watcher = new FileSystemWatcher(models, "*.model") { NotifyFilter = NotifyFilters.FileName };
        using var underWay = new ManualResetEventSlim();
        watcher.Created += (_, _) => underWay.Set();
        watcher.Renamed += (_, _) => underWay.Set();
        watcher.EnableRaisingEvents = true;
        string[] arguments =
        [
            "backtest", _cli.Site(), "--prices", _cli.Prices(days: 1000), "--from", "2021-06-25", "--to", "2023-09-01",
            "--json", Path.Combine(_cli.Results, "out.json"), "--decisions", Path.Combine(_cli.Results, "decisions.csv"),
        ];

        var process = _cli.Start(CliProcess.Program, arguments);
        underWay.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).ShouldBeTrue("phase: learning; expected: a kept model within a minute");
        CliProcess.Interrupt(process);
        var ended = CliProcess.Wait(process, arguments);

        ended.Code.ShouldBe(130);
        ended.Output.ShouldBeEmpty();
        ended.Errors.ShouldBe("Interrupted; nothing half-written is left behind.\n");
        Directory.GetFileSystemEntries(_cli.Results).ShouldBeEmpty();
        Directory.GetFiles(models).ShouldAllBe(file => file.EndsWith(".model"));
    }
}
